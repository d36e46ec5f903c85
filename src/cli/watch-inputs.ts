// A change on disk is noticed: of the Dockerfile, of the ignore rules, and of files that steps copy. By looking again and
// again: editors replace files by others, folders may lie on other machines, and a look costs next to nothing.
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { decodeText } from '../syntax/text-bytes.js';
import { digestFiles } from './digest-sources.js';
import { ownFile } from './open-input.js';
import type { Project } from './open-project.js';

export interface InputChanges {
  /** The Dockerfile holds another text than the plan is of. */
  readonly dockerfile: boolean;
  /** Ignore rules, or files that steps read. */
  readonly context: boolean;
}

export interface InputWatch {
  /** The plan is another one: changes are told from what that is of, or from what is on disk if it is of a `given` text. */
  readonly forget: (source: 'file' | 'given') => void;
  /** The context as it is from now on is known: what was written there is no change of the user's. */
  readonly takeContext: () => void;
  readonly stop: () => void;
}

/** Between two looks; longer where one look takes long, so that it is never more than a small part of the time. */
const pauseMilliseconds = 400;
const shareOfTime = 1 / 20;

/** Between two looks; rejects when the signal is aborted. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<unknown>;

export interface WatchRhythm {
  /** Nothing is told meanwhile. */
  readonly rests: () => boolean;
  readonly pause?: Pause | undefined;
}

/** `onChange` is called when two looks have seen the same: a file is then written whole. */
export function watchInputs(
  projectNow: () => Pick<Project, 'plan' | 'source' | 'context' | 'namedContexts'>,
  onChange: (changes: InputChanges) => void,
  { rests, pause = sleepUnreferenced }: WatchRhythm,
): InputWatch {
  const abort = new AbortController();
  let source: 'file' | 'given' = 'file';
  let known: Look | undefined;
  let before: Look | undefined;
  let taking = 0;
  const look = async (): Promise<void> => {
    const seen = await lookAt(projectNow(), abort.signal);
    const isSettled = before !== undefined && isSame(before, seen);
    before = seen;
    known ??= source === 'file' ? { ...seen, text: projectNow().source.text } : seen;
    if (!isSettled || taking > 0 || rests() || isSame(known, seen)) return;
    const changes = { dockerfile: known.text !== seen.text, context: known.context !== seen.context };
    known = seen;
    onChange(changes);
  };
  void (async () => {
    while (!abort.signal.aborted) {
      const begun = performance.now();
      // What cannot be read just now is looked at again.
      await look().catch(() => undefined);
      const took = performance.now() - begun;
      await pause(Math.max(pauseMilliseconds, took / shareOfTime), abort.signal).catch(() => undefined);
    }
  })();
  return {
    forget: (now) => {
      known = undefined;
      source = now;
    },
    takeContext: () => {
      taking += 1;
      // At once: what the user changes later is told of.
      void lookAt(projectNow(), abort.signal)
        .then(
          ({ context }) => (known &&= { ...known, context }),
          () => undefined,
        )
        .finally(() => {
          taking -= 1;
          // A look that is under way may be of the time before.
          before = undefined;
        });
    },
    stop: () => {
      abort.abort();
    },
  };
}

const sleepUnreferenced: Pause = (milliseconds, signal) =>
  sleep(milliseconds, undefined, { signal, ref: false });

interface Look {
  /** Undefined where it is gone. */
  readonly text: string | undefined;
  readonly context: string;
}

const isSame = (a: Look, b: Look): boolean => a.text === b.text && a.context === b.context;

async function lookAt(
  project: Pick<Project, 'plan' | 'source' | 'context' | 'namedContexts'>,
  signal: AbortSignal,
): Promise<Look> {
  const { source, context } = project;
  const file = ownFile(source);
  const text = file === undefined ? source.text : await textOf(file);
  const own = file === undefined ? [] : [`${resolve(file)}.dockerignore`];
  const rules = [...own, join(context.root, '.dockerignore')];
  const ignored = await Promise.all(rules.map(textOf));
  const digests = await digestFiles(project, signal);
  return { text, context: JSON.stringify([ignored, digests]) };
}

const textOf = (path: string): Promise<string | undefined> =>
  readFile(path).then(decodeText, () => undefined);
