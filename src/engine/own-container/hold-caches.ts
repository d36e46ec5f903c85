// `sharing` of cache mounts: before a RUN begins, it takes an instance of each of its caches, or waits for one.
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '../../messages/errors.js';
import type { LiveContainer, Workbench } from '../workbench.js';
import { findInside, type Inside } from './enter-container.js';
import { lockScript } from './lock-script.js';
import type { Attachment, CacheAttachment } from './mount-script.js';

const pauseMilliseconds = 200;
/** So often a build that waits looks whether the one it waits for still lives. */
const attemptsBetweenSearches = 10;

/** Says one sentence about what the step waits for. */
export type Say = (sentence: string) => void;

export interface HeldCaches {
  /** All, with the instances that are now the container's. */
  readonly attachments: readonly Attachment[];
  /** Those that have to be filled with what they begin with. */
  readonly empty: readonly CacheAttachment[];
}

/** All caches at once, so that no two builds wait for each other. */
export async function holdCaches(
  workbench: Workbench,
  { id, own }: LiveContainer,
  say: Say,
  signal: AbortSignal,
): Promise<HeldCaches> {
  const attachments = own?.attachments ?? [];
  const caches = firstOfEachVolume(attachments);
  if (own === undefined || caches.length === 0) return { attachments, empty: [] };
  const inside = await findInside(workbench, id, signal);
  own.holdsCaches = true;
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    const answer = await askForCaches(workbench, id, inside, caches);
    if (answer.isHeld) {
      return {
        attachments: attachments.map((each) => withInstance(each, caches, answer.instances)),
        empty: caches.filter((_, at) => answer.empty[at] === true),
      };
    }
    // A room of this session that was given up may hold it still.
    if (attempt === 0) await Promise.all(workbench.removals);
    else await waitFor(workbench, caches[answer.instances.length], { attempt, say, signal });
  }
}

/** Of a cache that is mounted twice in one RUN, the first mount says how it is shared (BuildKit). */
function firstOfEachVolume(attachments: readonly Attachment[]): readonly CacheAttachment[] {
  const caches = attachments.filter((each) => each.type === 'cache');
  return caches.filter(({ volume }, at) => caches.findIndex((each) => each.volume === volume) === at);
}

interface Answer {
  readonly isHeld: boolean;
  readonly instances: readonly number[];
  /** Of those with an origin, which of them have to be filled with it. */
  readonly empty: readonly boolean[];
}

async function askForCaches(
  { ports }: Workbench,
  container: string,
  { helper, folder }: Inside,
  caches: readonly CacheAttachment[],
): Promise<Answer> {
  const answer = await ports.containers.ask(helper, lockScript(container, folder, caches));
  const [, word, numbers = ''] = /^(held|busy)((?: \d+e?)*)\s*$/.exec(answer) ?? [];
  if (word === undefined) throw cannotLock(answer);
  const taken = numbers.match(/\d+e?/g) ?? [];
  return {
    isHeld: word === 'held',
    instances: taken.map((each) => Number.parseInt(each, 10)),
    empty: taken.map((each) => each.endsWith('e')),
  };
}

export const cannotLock = (answer: string): EngineError =>
  new EngineError('lock the cache', 'refused', `cannot lock the cache: ${answer.trim()}`);

function withInstance(
  attachment: Attachment,
  caches: readonly CacheAttachment[],
  instances: readonly number[],
): Attachment {
  if (attachment.type !== 'cache') return attachment;
  const at = caches.findIndex(({ volume }) => volume === attachment.volume);
  return { ...attachment, instance: instances[at] ?? attachment.instance };
}

async function waitFor(
  { ports }: Workbench,
  cache: CacheAttachment | undefined,
  { attempt, say, signal }: { attempt: number; say: Say; signal: AbortSignal },
): Promise<void> {
  if (attempt === 1)
    say(
      `waiting for the cache \`${cache?.id ?? ''}\` (sharing=${cache?.sharing ?? ''}): another build uses it`,
    );
  if (attempt % attemptsBetweenSearches === 1) await ports.endDeadSessions?.();
  await sleep(pauseMilliseconds, undefined, { signal });
}
