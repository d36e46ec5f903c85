// Everything below a folder of the context that no rule hides, one by one: never more than the folders on the way down
// are held in memory.
import type { Stats } from 'node:fs';
import { UsageError } from '../messages/errors.js';
import { joinPath } from '../plan/sources/source-path.js';
import { type ContextView, onDisk } from './context-view.js';
import { unreadable } from './file-failure.js';
import {
  decide,
  decidePath,
  type IgnoreDecision,
  mayHoldExceptions,
} from '../plan/ignore/ignore-decision.js';
import { type FolderItem, readFolder } from './read-folder.js';

export interface WalkedEntry {
  /** Relative to the context's root. */
  readonly path: string;
  readonly stats: Stats;
  readonly decision: IgnoreDecision;
}

export interface WalkOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether to look below a folder that was just given; true where it is left out. */
  readonly descend?: (path: string) => boolean;
}

/** The folder itself is not among them. An ignored folder is, if something below it is not ignored. */
export async function* walkContext(
  view: ContextView,
  folder: string,
  options: WalkOptions = {},
): AsyncGenerator<WalkedEntry, void, undefined> {
  for await (const batch of walkBatches(view, folder, options)) yield* batch;
}

/** As `walkContext`, many at a time: passing 20,000 on one by one takes as long as looking at them. */
export async function* walkBatches(
  view: ContextView,
  folder: string,
  options: WalkOptions = {},
): AsyncGenerator<readonly WalkedEntry[], void, undefined> {
  const levels: Level[] = [await openLevel(view, folder, decidePath(view.rules, folder))];
  let batch: WalkedEntry[] = [];
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const item = level.items[level.position];
    level.position += 1;
    if (item === undefined) {
      levels.pop();
      continue;
    }
    const path = joinPath(level.path, item.name);
    const decision = decide(view.rules, path, level.decision);
    const { stats } = item;
    if (stats === undefined) {
      if (decision.ignored) continue;
      throw notUnicode(path);
    }
    const entry = { path, stats, decision };
    if (!decision.ignored) batch.push(...unannounced(levels), entry);
    const isFolder = stats.isDirectory();
    if (batch.length > 0 && (isFolder || batch.length >= batchLength)) {
      yield batch;
      batch = [];
    }
    // Only now: whether to look below a folder is asked when the folder has been given.
    if (!isFolder || !isWorthOpening(view, entry, options)) continue;
    options.signal?.throwIfAborted();
    const below = await openLevel(view, entry.path, decision);
    levels.push(decision.ignored ? { ...below, unannounced: entry } : below);
  }
  if (batch.length > 0) yield batch;
}

/** Entries at most. */
const batchLength = 256;

const notUnicode = (path: string): UsageError =>
  new UsageError(
    `the name of "${path}" in the build context is not UTF-8`,
    'rename it, or name it in .dockerignore with `?` for the character that is shown as �',
  );

interface Level {
  readonly path: string;
  readonly decision: IgnoreDecision;
  readonly items: readonly FolderItem[];
  position: number;
  /** The ignored folder itself, which is given only once something below it is. */
  unannounced?: WalkedEntry | undefined;
}

async function openLevel(view: ContextView, path: string, decision: IgnoreDecision): Promise<Level> {
  try {
    return { path, decision, items: await readFolder(onDisk(view, path)), position: 0 };
  } catch (error) {
    throw unreadable(`the directory ${path === '' ? view.root : path} of the build context`, error);
  }
}

function* unannounced(levels: readonly Level[]): Generator<WalkedEntry, void, undefined> {
  for (const level of levels) {
    if (level.unannounced !== undefined) yield level.unannounced;
    level.unannounced = undefined;
  }
}

function isWorthOpening(view: ContextView, { path, decision }: WalkedEntry, options: WalkOptions): boolean {
  if (decision.ignored) return mayHoldExceptions(view.rules, path);
  return options.descend?.(path) ?? true;
}
