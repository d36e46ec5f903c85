// Where a build's Dockerfile and its context come from: paths, or standard input for one of them.
import { join } from 'node:path';
import type { ArchivedFacts } from '../context/archived-facts.js';
import { readDockerfile } from '../context/read-dockerfile.js';
import { blockBytes } from '../engine/copy/archive-header.js';
import { peek } from '../engine/copy/byte-source.js';
import { compressionOf } from '../engine/copy/detect-archive.js';
import { UsageError } from '../messages/errors.js';
import { readStandardInput } from './read-standard-input.js';
import { makePassingFolder } from './temporary-folders.js';
import { isArchive, unpackContext } from './unpack-context.js';

export interface BuildInput {
  /** The Dockerfile's path, as shown to the user. */
  readonly path: string;
  readonly text: string;
  /** It is a file that the user can edit, and no copy of something else. */
  readonly isEditable: boolean;
  /** A folder. */
  readonly context: string;
  /** Of a context that came as an archive. */
  readonly archived?: ArchivedFacts;
}

/** Beside which its own ignore file is looked for: docker build has standard input in a folder of its own. */
export const ownFile = ({ path, isEditable }: Pick<BuildInput, 'path' | 'isEditable'>): string | undefined =>
  isEditable ? path : undefined;

/**
 * As docker build has it: with `-` as the context, standard input is a Dockerfile without a context, or an archive of
 * one; with `--file -` it is the Dockerfile. Rejects with a UsageError.
 */
export async function openInput(
  contextPath: string,
  file: string | undefined,
  input: NodeJS.ReadableStream,
): Promise<BuildInput> {
  if (contextPath !== '-') {
    const path = file ?? join(contextPath, 'Dockerfile');
    const isEditable = path !== '-';
    if (isEditable)
      return { path, text: (await readDockerfile(path)).text, isEditable, context: contextPath };
    return { path: 'Dockerfile', text: await readStandardInput(input), isEditable, context: contextPath };
  }
  if (file === '-') throw new UsageError('standard input cannot be both the Dockerfile and the context');
  const { head, content } = await peek(input as AsyncIterable<Uint8Array>, blockBytes);
  const context = await makePassingFolder('context');
  if (!isArchive(head)) {
    const text = await readStandardInput(content);
    return { path: 'Dockerfile', text, isEditable: false, context };
  }
  const archived = await unpackContext(content, compressionOf(head), context);
  const path = join(context, file ?? 'Dockerfile');
  return { path, text: (await readDockerfile(path)).text, isEditable: false, context, archived };
}
