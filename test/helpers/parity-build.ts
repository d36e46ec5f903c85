// A parity case built by refrom.
import type { ExecutionContext } from 'ava';
import type { SessionEvent } from '../../src/session/events.js';
import { removeImage } from './engine-images.js';
import type { LaidOutCase } from './parity-case.js';
import { buildEvents, imageName, type Finished } from './refrom.js';

export interface OurBuild extends Finished {
  readonly events: readonly SessionEvent[];
  readonly image: string;
}

/** Its checkpoints and its image go when the test ends. */
export async function buildOurs(
  t: ExecutionContext,
  { context, flags }: LaidOutCase,
  policy = 'every',
): Promise<OurBuild> {
  const image = imageName(t, `ours-${String(Math.random()).slice(2, 10)}`);
  const words = ['--checkpoint', policy, '--no-cache', ...flags, '-t', image, context];
  const build = await buildEvents(words);
  t.teardown(() => removeCheckpoints(build.events));
  return { ...build, image };
}

async function removeCheckpoints(events: readonly SessionEvent[]): Promise<void> {
  for (const event of events) if (event.type === 'checkpoint/taken') await removeImage(event.image);
}
