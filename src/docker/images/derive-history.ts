import type { HistoryEntry } from '../../engine/ports.js';

/** As the API lists it, newest first; it does not say which entries have a layer. */
export interface EngineHistoryEntry {
  /** Seconds since 1970. */
  readonly Created: number;
  readonly CreatedBy: string;
  readonly Comment: string;
  /** Bytes of the layer; 0 also for a layer in which nothing changed. */
  readonly Size: number;
}

/**
 * Oldest first, with exactly `layerCount` entries that have a layer: those with bytes, then those whose instruction
 * makes one, then any. An image can have fewer entries than layers; the missing ones are put first.
 */
export function deriveHistory(
  entries: readonly EngineHistoryEntry[],
  layerCount: number,
): readonly HistoryEntry[] {
  const oldestFirst = [...entries].reverse();
  const withLayer = findFilled(oldestFirst, layerCount);
  const missing = Array.from({ length: layerCount - withLayer.size }, () => toEntry(undefined, true));
  return [...missing, ...oldestFirst.map((entry, index) => toEntry(entry, withLayer.has(index)))];
}

/** Of each layer, lowest first; of one that no entry stands for, 0. */
export function filledBytes(entries: readonly EngineHistoryEntry[], layerCount: number): readonly number[] {
  const oldestFirst = [...entries].reverse();
  const withLayer = findFilled(oldestFirst, layerCount);
  const bytes = oldestFirst.flatMap(({ Size }, index) => (withLayer.has(index) ? [Size] : []));
  return [...Array.from({ length: layerCount - bytes.length }, () => 0), ...bytes];
}

/** Indices of the entries that have a layer. */
function findFilled(oldestFirst: readonly EngineHistoryEntry[], layerCount: number): ReadonlySet<number> {
  const ranked = oldestFirst
    .map((entry, index) => ({ index, rank: rankLayer(entry) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index);
  return new Set(ranked.slice(0, layerCount).map(({ index }) => index));
}

/** The lower, the likelier it has a layer. */
function rankLayer({ Size, CreatedBy }: EngineHistoryEntry): number {
  if (Size > 0) return 0;
  // The root needs no folder.
  if (/^WORKDIR \/+\.?$/.test(CreatedBy)) return 3;
  if (/^(?:\/bin\/sh -c #\(nop\) +)?(?:RUN|COPY|ADD|WORKDIR)\b/.test(CreatedBy)) return 1;
  // The classic builder writes a RUN as its command, and all else as a comment in one.
  if (/^\S+ -c (?!#\(nop\))/.test(CreatedBy)) return 1;
  return CreatedBy === '' ? 2 : 3;
}

function toEntry(entry: EngineHistoryEntry | undefined, hasLayer: boolean): HistoryEntry {
  return {
    created: toTime(entry?.Created ?? 0),
    created_by: entry?.CreatedBy ?? '',
    ...(entry?.Comment ? { comment: entry.Comment } : {}),
    ...(hasLayer ? {} : { empty_layer: true }),
  };
}

function toTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
