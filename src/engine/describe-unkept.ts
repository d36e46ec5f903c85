// A state that the engine does not keep, mostly as its disk is full: the step that made it fails by that.
import { EngineError } from '../messages/errors.js';
import { engineHint, isAttended } from './describe-failure.js';
import type { SessionEffect } from '../session/effects.js';
import type { StepFailed } from '../session/events.js';
import { liveAfter } from './prepare-state.js';
import { stepOf } from './stage-images.js';
import type { Workbench } from './workbench.js';

/** Where the live container holds that state, it is left as the step's wreck. Throws what is no refusal of a state. */
export function describeUnkept(workbench: Workbench, effect: SessionEffect, error: unknown): StepFailed {
  const isRefusal = error instanceof EngineError && (error.failure === 'refused' || isAttended(workbench));
  if (!isRefusal || (effect.type !== 'takeCheckpoint' && effect.type !== 'finishImage')) throw error;
  const last = workbench.state().plan.steps.length - 1;
  const step = stepOf(workbench, effect.type === 'takeCheckpoint' ? effect.step : last);
  const live = liveAfter(workbench, step.id);
  if (live?.hasChanges === true) live.isDirty = true;
  return {
    type: 'step/failed',
    step: step.id,
    line: step.line,
    exitCode: 1,
    message: `the state after ${step.keyword} cannot be kept: ${error.message}`,
    hint: hintFor(error),
    tail: [],
    time: workbench.ports.clock.now(),
  };
}

const hintFor = (error: EngineError): string =>
  error.failure === 'refused' ? (error.hint ?? makeRoom) : engineHint(error);

/** The engine says in words alone what it lacks. */
const makeRoom =
  'where the disk of the engine is full, `refrom checkpoints prune` and `docker system prune` make room, ' +
  '`--keep-storage` limits what checkpoints take, and `--checkpoint never` takes none';
