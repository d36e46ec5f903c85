// Names of checkpoints: `refrom/<project>:<stage>-L<line>-<key8>`, and what their image says of them.
import { isListOf, isTravelMark, type TravelMark } from './travel-mark.js';

export const checkpointPrefix = 'refrom/';

/** Digits of the key in a tag: enough for people and for a first look; the whole key is in the image's history. */
const shortKeyLength = 8;

export interface CheckpointMark {
  readonly key: string;
  readonly stage: string;
  readonly line: number;
  /** It holds changes made by hand: good in the session that made it, and for a resume. */
  readonly handmade: boolean;
  /** Milliseconds that executing the steps since the checkpoint before took. */
  readonly milliseconds: number;
  /** The user kept it for a step whose inputs have changed since: `key` is that step's, this is that of the state itself. */
  readonly keptKey?: string;
  /** Lines of the steps before it that were kept so. */
  readonly keptLines?: readonly number[];
  /** How many of its layers, from the lowest, are those of the image that its stage was begun from. */
  readonly baseLayers?: number;
  /** For another machine. */
  readonly travel?: TravelMark;
  /** It is no good state but what a failed step left: `line` is that step's. */
  readonly wreck?: WreckMark;
}

export interface WreckMark {
  /** Step key of the state that the step failed on. */
  readonly on: string;
  readonly exitCode: number;
  readonly message: string;
}

/** The tag of a checkpoint. Stage names and project names are cut and cleaned to what a reference may hold. */
export function checkpointTag(project: string, checkpoint: CheckpointMark): string {
  const { stage, line, key } = checkpoint;
  const mark = suffixOf(checkpoint);
  return `${checkpointPrefix}${project}:${cleanTag(stage)}-L${String(line)}-${shortKey(key)}${mark}`;
}

function suffixOf({ handmade, keptKey, wreck }: CheckpointMark): string {
  if (wreck !== undefined) return '-wreck';
  if (keptKey !== undefined) return '-kept';
  return handmade ? '-byhand' : '';
}

export const shortKey = (key: string): string => key.slice(0, shortKeyLength);

/** What a checkpoint's tag says; undefined for any other name, one that somebody gave within `refrom/` too. */
export function readTag(tag: string): { readonly project: string; readonly name: string } | undefined {
  const [, project, name] =
    /^refrom\/([^:]+):(.+-L\d+-[0-9a-f]{8}(?:-byhand|-kept|-wreck)?)$/.exec(tag) ?? [];
  return project === undefined || name === undefined ? undefined : { project, name };
}

/** The short key in a tag of ours that may stand for the file's own state, or undefined. */
export function shortKeyOfTag(tag: string): string | undefined {
  return /-L\d+-([0-9a-f]{8})$/.exec(tag)?.[1];
}

/** The same of one that was kept for a step whose inputs had changed. */
export function shortKeyOfKept(tag: string): string | undefined {
  return /-L\d+-([0-9a-f]{8})-kept$/.exec(tag)?.[1];
}

/** A folder's name as a repository name (distribution reference: lower case, separators between, never at an end). */
export function projectName(folder: string): string {
  const cleaned = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/[._-]{2,}/g, '-')
    .replaceAll(/^[._-]+|[._-]+$/g, '');
  return cleaned === '' ? 'project' : cleaned.slice(0, 100);
}

const cleanTag = (stage: string): string => stage.replaceAll(/[^A-Za-z0-9_.-]/g, '-').slice(0, 60);

/** The comment of a checkpoint's last history entry: it travels with the image through any registry. */
export const writeMark = (mark: CheckpointMark): string => JSON.stringify({ refrom: mark });

/**
 * The mark in a history comment, or undefined if the image is none of ours. What a state may lack is left out where it
 * is not what refrom writes; what says whose state it is may not be missing by that.
 */
export function readMark(comment: string | undefined): CheckpointMark | undefined {
  if (comment?.startsWith('{"refrom":') !== true) return undefined;
  try {
    const { refrom: mark } = JSON.parse(comment) as { refrom: CheckpointMark };
    if (!isMark(mark)) return undefined;
    const { travel, wreck, keptLines, baseLayers, ...rest } = mark;
    return {
      ...rest,
      ...(isListOf(isCount, keptLines) ? { keptLines } : {}),
      ...(isCount(baseLayers) ? { baseLayers } : {}),
      ...(isTravelMark(travel) ? { travel } : {}),
      ...(isWreckMark(wreck) ? { wreck } : {}),
    };
  } catch {
    return undefined;
  }
}

/** Anything may come from a registry. */
function isMark(value: unknown): boolean {
  const { key, stage, line, handmade, milliseconds, keptKey } = (value ?? {}) as Record<string, unknown>;
  return (
    isKey(key) &&
    typeof stage === 'string' &&
    Number.isInteger(line) &&
    typeof handmade === 'boolean' &&
    Number.isFinite(milliseconds) &&
    (keptKey === undefined || isKey(keptKey))
  );
}

const isKey = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]+$/.test(value);

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

function isWreckMark(value: unknown): value is WreckMark {
  const { on, exitCode, message } = (value ?? {}) as Record<string, unknown>;
  return typeof on === 'string' && Number.isInteger(exitCode) && typeof message === 'string';
}
