// Who made a container: its name says which process on which machine, so that the leftovers of dead ones can go.
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import process from 'node:process';
import type { Containers, ImageStore, Volumes } from '../engine/ports.js';

const prefix = 'refrom-session-';

/** `refrom-session-<machine>-<pid>-<start>-`; a number follows. */
export const sessionPrefix = (): string => `${prefix}${processMark()}-`;

/** `<machine>-<pid>-<start>` of this process. Another one with the same pid has another start. */
export const processMark = (): string =>
  `${machineMark()}-${String(process.pid)}-${startOf(process.pid) ?? '0'}`;

/** True of a process of this machine that is no more; what follows the mark does not count. */
export function isOver(mark: string): boolean {
  const [machine, pid, start] = mark.split('-');
  return machine === machineMark() && pid !== undefined && startOf(Number(pid)) !== start;
}

/** Machine, and on Linux the space in which its process numbers hold. */
function machineMark(): string {
  return createHash('sha256')
    .update(`${hostname()} ${attempt(() => readlinkSync('/proc/self/ns/pid')) ?? ''}`)
    .digest('hex')
    .slice(0, 8);
}

/** Clock ticks since the machine started, with the machine's start; undefined where there is no such process. */
function startOf(pid: number): string | undefined {
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8));
  const stat = attempt(() => readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  if (stat === undefined) return isAlive(pid) ? '0' : undefined;
  // Field 22; the second field may hold blanks, and ends with the last parenthesis.
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return `${boot ?? ''}${ticks ?? ''}`;
}

function isAlive(pid: number): boolean {
  return attempt(() => process.kill(pid, 0)) === true;
}

function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * Removes containers, images and volumes of this machine's processes that are no more; those of living ones and of other
 * machines stay.
 */
export async function removeLeftovers(engine: {
  readonly containers: Pick<Containers, 'list' | 'remove'>;
  readonly volumes: Volumes;
  readonly images: Pick<ImageStore, 'listTags' | 'remove'>;
}): Promise<void> {
  const { containers, volumes, images } = engine;
  const own = `${prefix}${machineMark()}-`;
  const isDead = (name: string): boolean => isOver(name.slice(prefix.length));
  const [found, names, tagged] = await Promise.all([
    containers.list(own),
    volumes.list(own),
    images.listTags(own),
  ]);
  const dead = found.filter(({ name }) => isDead(name));
  await Promise.all(dead.map(({ id }) => containers.remove(id)));
  const tags = tagged.map(({ tag }) => tag).filter(isDead);
  await Promise.all(tags.map((tag) => images.remove(tag)));
  await Promise.all(names.filter(isDead).map((name) => volumes.remove(name)));
}
