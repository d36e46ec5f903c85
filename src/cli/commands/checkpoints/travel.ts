// `refrom checkpoints push` and `pull`: states on their way to other machines, by any image registry.
import { basename, resolve } from 'node:path';
import process from 'node:process';
import { carriedValues } from '../../../checkpoints/carried-values.js';
import { projectName, readTag } from '../../../checkpoints/checkpoint-name.js';
import type { CheckpointRecord } from '../../../checkpoints/inventory.js';
import { pickCheckpoint } from '../../../checkpoints/pick-checkpoint.js';
import { UsageError } from '../../../messages/errors.js';
import { sanitizeOutput } from '../../../messages/sanitize-output.js';
import { exitStatus } from '../../exit-status.js';
import { interruptible } from '../../interruptible.js';
import { pushImage } from '../../push-image.js';
import { readTag as readImageName } from '../../read-options.js';
import { receiveCheckpoint } from '../../receive-checkpoint.js';
import { refuseCarried } from '../../refuse-carried.js';
import { refuseKept } from '../../refuse-kept.js';
import { openInventory, withEngine, type EngineFlags } from './open-inventory.js';

export interface PushFlags extends EngineFlags {
  readonly allowArgs: boolean;
}

/** Without a word it is the newest of this folder's project. */
export function runPush(name: string, word: string | undefined, flags: PushFlags): Promise<number> {
  const reference = readImageName(name, 'push');
  return interruptible((signal) =>
    withEngine(flags, async ({ images }) => {
      const { checkpoints } = await openInventory({ images });
      const { id, mark, tags } =
        word === undefined ? findNewest(checkpoints, projectHere()) : pickCheckpoint(checkpoints, word);
      refuseKept(mark, tags[0] ?? id);
      const image = await images.find(id, signal);
      if (image === undefined) throw new UsageError(`${tags[0] ?? id} has just been removed`);
      refuseCarried(carriedValues(image, mark), reference, flags.allowArgs);
      await pushImage(images, id, reference, signal);
      process.stdout.write(`${reference}\n`);
      process.stderr.write(
        `refrom: that is the state after line ${String(mark.line)} of stage ${sanitizeOutput(mark.stage)}; on any machine with the Dockerfile:\n  refrom debug --from ${reference}\n`,
      );
      return exitStatus.done;
    }),
  );
}

const projectHere = (): string => projectName(basename(resolve('.')));

function findNewest(checkpoints: readonly CheckpointRecord[], project: string): CheckpointRecord {
  const [newest] = checkpoints
    .filter(
      ({ tags, mark }) =>
        mark.wreck === undefined &&
        mark.keptKey === undefined &&
        tags.some((tag) => readTag(tag)?.project === project),
    )
    .toSorted((a, b) => Date.parse(b.created) - Date.parse(a.created));
  if (newest !== undefined) return newest;
  throw new UsageError(
    `this folder's project, ${project}, has no checkpoint in the engine`,
    'name one behind the reference: refrom checkpoints ls shows those there are',
  );
}

/** It stays under the name it was pulled by, too: what was asked for by name is not evicted. */
export function runPull(name: string, flags: EngineFlags): Promise<number> {
  return interruptible((signal) =>
    withEngine(flags, async ({ images }) => {
      const { tag, mark } = await receiveCheckpoint(images, name, { keepsName: true, signal });
      const what =
        mark.wreck === undefined
          ? `the state after line ${String(mark.line)}`
          : `what line ${String(mark.line)} left (${sanitizeOutput(mark.wreck.message)})`;
      process.stdout.write(`${tag}\n`);
      process.stderr.write(`refrom: that is ${what} of stage ${sanitizeOutput(mark.stage)}\n`);
      return exitStatus.done;
    }),
  );
}
