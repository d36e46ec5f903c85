// COPY and ADD on a container's file system, as BuildKit performs them.
import type { CopyAction, CopyOrigin } from '../../plan/action.js';
import { type ContainerFiles, filesOf } from '../copy/container-files.js';
import type { Decompress } from '../copy/detect-archive.js';
import { placeApart } from '../copy/find-place.js';
import { findOwner, type Owner } from '../copy/find-owner.js';
import { refuseCopy } from '../copy/refuse-copy.js';
import { selectCopied } from '../copy/select-copied.js';
import { writeSources } from '../copy/write-sources.js';
import type { WriteTarget } from '../copy/write-target.js';
import type { BuildContext, Containers, Remotes } from '../ports.js';

export interface CopyTarget {
  readonly containers: Pick<Containers, 'status' | 'read' | 'write' | 'overlay' | 'unpack'>;
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
  /** What --link copies comes on top of what is there, see `placeApart`; else it is copied as anything else. */
  readonly keepsLinksApart?: boolean;
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
    const { mode, modeChanges } = action;
    const isApart = action.link && target.keepsLinksApart === true;
    const owner = await ownerOf(action, isApart, files);
    const destination = isApart ? placeApart(action.destination) : await files.find(action.destination);
    await writeSources(sources, destination, {
      asFolder: action.destination.endsWith('/'),
      changes: { owner, mode, modeChanges, now },
      target: isApart ? overlayerOf(target, files) : writerOf(target, files),
      asBefore23: target.asBefore23,
    });
  } finally {
    await close();
  }
}

async function ownerOf(
  { keyword, owner }: CopyAction,
  isApart: boolean,
  { readText }: ContainerFiles,
): Promise<Owner | undefined> {
  if (owner === undefined) return undefined;
  if (isApart && /[^\d:]/.test(owner.replace(/\broot\b/g, ''))) {
    throw refuseCopy(
      `${keyword} --link --chown=${owner}: names of users and groups are not known to a layer that stands alone`,
      'give their numbers, or leave out --link',
    );
  }
  return findOwner(owner, readText);
}

function overlayerOf(target: CopyTarget, files: ContainerFiles): WriteTarget {
  const { containers, container, signal } = target;
  return {
    ...writerOf(target, files),
    write: (entries) => containers.overlay(container, entries, signal),
    findFolder: () => Promise.resolve(undefined),
  };
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
