// When a state is worth a checkpoint: bounded replay. Every state can be made again within the replay budget.

export type CheckpointPolicy = 'auto' | 'every' | 'never' | 'breakpoints';

/** `by-hand`: nothing else can make the state again. `full`: no further layer fits, and the build stops here. */
export type CheckpointReason = 'passing' | 'pause' | 'by-hand' | 'stage-end' | 'full';

export interface CheckpointQuestion {
  readonly policy: CheckpointPolicy;
  readonly reason: CheckpointReason;
  /** That running again the steps since the last checkpoint would take. */
  readonly replayMilliseconds: number;
  readonly replayBudgetMilliseconds: number;
  /** What the last checkpoint took. */
  readonly checkpointMilliseconds: number;
  /** The file system differs from that of the last checkpoint. */
  readonly hasChanges: boolean;
  /** The next step is likely to fail or to be long: it touches the network, or it failed at the last run. */
  readonly isNextRisky: boolean;
}

/** A stage's end is always kept: later stages and the next run stand on it. So is what the user is to do something about. */
export function shouldCheckpoint(question: CheckpointQuestion): boolean {
  const { policy, reason, hasChanges } = question;
  if (reason === 'stage-end' || reason === 'by-hand' || reason === 'full') return true;
  switch (policy) {
    case 'never':
      return false;
    case 'every':
      return true;
    case 'breakpoints':
      return reason === 'pause';
    case 'auto':
      if (reason === 'pause') return true;
      if (!hasChanges) return false;
      return question.isNextRisky || isWorthIt(question);
  }
}

/**
 * Always beyond the budget. Below it where a checkpoint costs little against what it saves: a failure of the next step
 * is then repaired without doing these seconds twice.
 */
function isWorthIt(question: CheckpointQuestion): boolean {
  const { replayMilliseconds, replayBudgetMilliseconds, checkpointMilliseconds } = question;
  return replayMilliseconds > Math.min(replayBudgetMilliseconds, worthTimes * checkpointMilliseconds);
}

/** Twenty trivial steps are then done with two or three checkpoints. */
const worthTimes = 10;

/** Before the first is taken: of a small one, with a busy engine's commit and load. */
export const expectedCheckpointMilliseconds = 100;

/** Of a budget in seconds, the default. */
export const defaultReplayBudgetSeconds = 2;

/**
 * A commit holds all that changed since its container was created, so a later one from the same container repeats it.
 * Above this size the session goes on in a container made from the checkpoint; below it, copying is cheaper.
 */
export const freshContainerBytes = 1_000_000;
