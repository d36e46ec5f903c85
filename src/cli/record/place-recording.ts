// Where a recording may grow: in the build context it would change with every frame what steps copy, and be in the image.
import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { findIgnoreRules } from '../../context/find-ignore-rules.js';
import { UsageError } from '../../messages/errors.js';
import { decidePath } from '../../plan/ignore/ignore-decision.js';
import { chooseRecordingName } from './recording-name.js';

export interface RecordingPlace {
  /** As `-o` has it. */
  readonly output: string | undefined;
  readonly contextPath: string;
  /** As `--file` has it. */
  readonly file: string | undefined;
  readonly project: string;
  /** For what would lie in the context and has no other name. */
  readonly ownFolder: string;
  readonly now: Date;
}

/** Of the two files, without their ends. Rejects with a UsageError where `-o` says a place in the context. */
export async function placeRecording(place: RecordingPlace): Promise<string> {
  const { output, project, ownFolder, now } = place;
  const base = chooseRecordingName(output, project, now);
  if (!(await isRead(base, place))) return base;
  if (output !== undefined)
    throw new UsageError(
      `record -o ${output}: this lies in the build context, where steps would copy the recording while it grows`,
      `name a place outside of it, or let .dockerignore hide ${basename(base)}.cast and ${basename(base)}.md`,
    );
  await mkdir(ownFolder, { recursive: true, mode: 0o700 });
  return chooseRecordingName(undefined, project, now, ownFolder);
}

/** Whether one of the files would be there for a COPY. */
async function isRead(base: string, { contextPath, file }: RecordingPlace): Promise<boolean> {
  const root = await realpath(contextPath);
  const folder = await realpath(dirname(resolve(base))).catch(() => dirname(resolve(base)));
  const path = relative(root, join(folder, basename(base)));
  if (path === '..' || path.startsWith('../') || isAbsolute(path)) return false;
  const dockerfile = file === '-' ? 'Dockerfile' : (file ?? join(contextPath, 'Dockerfile'));
  const rules = await findIgnoreRules(root, dockerfile);
  return ['.cast', '.md'].some((end) => rules === undefined || !decidePath(rules, `${path}${end}`).ignored);
}
