// A state that was kept for a step which has changed since is good here, where the user said so, and nowhere else.
import { shortKey, type CheckpointMark } from '../checkpoints/checkpoint-name.js';
import { UsageError } from '../messages/errors.js';
import { sanitizeOutput } from '../messages/sanitize-output.js';

/** Throws a UsageError where the mark says so. `name` is what the user knows it by. */
export function refuseKept({ keptKey, line, stage }: CheckpointMark, name: string): void {
  if (keptKey === undefined) return;
  const step = `line ${String(line)} of stage ${sanitizeOutput(stage)}`;
  throw new UsageError(
    `${name} was kept anyway: it was made before ${step} changed, and is not what the Dockerfile gives now`,
    `build that line without --keep and push what comes of it; or push the checkpoint it stands for, whose key is ${shortKey(keptKey)}, if it is still there`,
  );
}
