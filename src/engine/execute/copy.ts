// COPY and ADD on a container's file system, as BuildKit performs them.
import { BugError } from '../../messages/errors.js';
import type { CopyAction, CopyOrigin } from '../../plan/action.js';
import { type ContainerFiles, filesOf } from '../copy/container-files.js';
import { findOwner } from '../copy/find-owner.js';
import { inlineFile } from '../copy/inline-file.js';
import type { ReadableSource } from '../copy/lay-out.js';
import { selectFromContainer } from '../copy/select-from-container.js';
import { baseName } from '../../plan/sources/source-path.js';
import { writeSources } from '../copy/write-sources.js';
import type { WriteTarget } from '../copy/write-target.js';
import type { SourceMatch } from '../file-entry.js';
import type { BuildContext, Containers } from '../ports.js';

export interface CopyTarget {
  readonly containers: Pick<Containers, 'status' | 'read' | 'write' | 'unpack'>;
  /** Created; running or not. */
  readonly container: string;
  readonly context: BuildContext;
  /** Folders of `--build-context`, by name. */
  readonly namedContexts?: ReadonlyMap<string, BuildContext>;
  /** A never-started container of the stage's or image's image. */
  openOrigin(origin: CopyOrigin): Promise<string>;
  readonly signal: AbortSignal;
}

/**
 * Rejects with a MissingSourceError for a source that is not there, and with an EngineError of failure `refused` for
 * what cannot be copied where it should go. Nothing is written before all sources are found.
 */
export async function executeCopy(action: CopyAction, target: CopyTarget): Promise<void> {
  const files = filesOf(target.containers, target.container, target.signal);
  const now = Date.now();
  const matches = await selectSources(action, target);
  const sources = [...matches.map(toSource), ...action.files.map((file) => inlineFile(file, now))];
  if (sources.length === 0) return;
  const { owner: name, mode, modeChanges } = action;
  const owner = name === undefined ? undefined : await findOwner(name, files.readText);
  const destination = await files.find(action.destination);
  await writeSources(sources, destination, {
    asFolder: action.destination.endsWith('/'),
    unpacks: action.unpack,
    changes: { owner, mode, modeChanges, now },
    target: writerOf(target, files),
  });
}

function writerOf({ containers, container, signal }: CopyTarget, files: ContainerFiles): WriteTarget {
  return {
    // Whole paths below the root: some engines refuse links that lead out of the folder they unpack into.
    write: (entries) => containers.write(container, '/', entries, signal),
    unpack: (path, archive) => containers.unpack(container, path, archive, signal),
    look: files.look,
    findFolder: files.findFolder,
  };
}

const toSource = (match: SourceMatch): ReadableSource => ({
  name: baseName(match.path),
  type: match.type,
  entries: () => match.entries(),
});

function contextOf(
  { name }: { readonly name?: string },
  { context, namedContexts }: CopyTarget,
): BuildContext {
  const found = name === undefined ? context : namedContexts?.get(name);
  if (found === undefined) throw new BugError(`the build context ${name ?? ''} was not opened`);
  return found;
}

async function selectSources(action: CopyAction, target: CopyTarget): Promise<readonly SourceMatch[]> {
  const { from, sources, parents, excludes } = action;
  const flags = { parents, excludes };
  if (sources.length === 0) return [];
  if (from.type === 'context') return contextOf(from, target).select(sources, target.signal, flags);
  const container = await target.openOrigin(from);
  const name = from.type === 'stage' ? `stage ${from.index}` : `image ${from.reference}`;
  return selectFromContainer(filesOf(target.containers, container, target.signal), sources, name, flags);
}
