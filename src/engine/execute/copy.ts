// COPY and ADD on a container's file system, as BuildKit performs them.
import type { CopyAction, CopyOrigin } from '../../plan/action.js';
import { type ContainerFiles, filesOf } from '../copy/container-files.js';
import type { Decompress } from '../copy/detect-archive.js';
import { findOwner } from '../copy/find-owner.js';
import { selectCopied } from '../copy/select-copied.js';
import { writeSources } from '../copy/write-sources.js';
import type { WriteTarget } from '../copy/write-target.js';
import type { BuildContext, Containers, Remotes } from '../ports.js';

export interface CopyTarget {
  readonly containers: Pick<Containers, 'status' | 'read' | 'write' | 'unpack'>;
  /** Created, and never started: over a started one the engine keeps three files of its own. */
  readonly container: string;
  readonly context: BuildContext;
  /** Folders of `--build-context`, by name. */
  readonly namedContexts?: ReadonlyMap<string, BuildContext>;
  readonly remotes?: Remotes;
  /** A never-started container of the stage's or image's image. */
  openOrigin(origin: CopyOrigin): Promise<OpenOrigin>;
  readonly decompress: Decompress;
  readonly signal: AbortSignal;
  /** As the engine's own builder does; see `copiesAsBefore23`. */
  readonly asBefore23?: boolean;
}

export interface OpenOrigin {
  readonly container: string;
  /** For people: `stage build`, `image alpine:3`. */
  readonly name: string;
}

/**
 * Rejects with a MissingSourceError for a source that is not there, and with an EngineError of failure `refused` for
 * what cannot be copied where it should go. Nothing is written before all sources are found.
 */
export async function executeCopy(action: CopyAction, target: CopyTarget): Promise<void> {
  const files = filesOf(target.containers, target.container, target.signal);
  const now = Date.now();
  const { sources, close } = await selectCopied(action, target, now);
  try {
    if (sources.length === 0) return;
    const { owner: name, mode, modeChanges } = action;
    const owner = name === undefined ? undefined : await findOwner(name, files.readText);
    await writeSources(sources, await files.find(action.destination), {
      asFolder: action.destination.endsWith('/'),
      changes: { owner, mode, modeChanges, now },
      target: writerOf(target, files),
      asBefore23: target.asBefore23,
    });
  } finally {
    await close();
  }
}

function writerOf(
  { containers, container, decompress, signal }: CopyTarget,
  files: ContainerFiles,
): WriteTarget {
  return {
    // Whole paths below the root: some engines refuse links that lead out of the folder they unpack into.
    write: (entries) => containers.write(container, '/', entries, signal),
    unpack: (path, archive) => containers.unpack(container, path, archive, signal),
    decompress,
    look: files.look,
    findFolder: files.findFolder,
  };
}
