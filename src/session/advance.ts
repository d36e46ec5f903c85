// What follows from a session's beginning, a step's success and a step's failure.
import { breakpointAt } from './breakpoint.js';
import type { SessionEffect } from './effects.js';
import type { StepFailed, StepSkipped, StepSucceeded } from './events.js';
import { canReuse, stageEnd } from './reuse.js';
import { isAtEnd, type SessionState } from './state.js';
import type { Transition } from './transition.js';

/** A build runs at once; the debugger pauses before the first step, or stands at one that failed elsewhere. */
export function begin(state: SessionState): Transition {
  if (!state.interactive) return run(state, 'stop');
  return { state: { ...state, status: state.failure === undefined ? 'paused' : 'failed' }, effects: [] };
}

/** Runs on from `position`, reusing what can be reused. */
export function run(state: SessionState, until: SessionState['until']): Transition {
  if (isAtEnd(state)) return { state: { ...state, status: 'running' }, effects: [{ type: 'finishImage' }] };
  const { notice, ...rest } = state;
  return { state: { ...rest, status: 'running', until }, effects: [runNext(state)] };
}

function runNext(state: SessionState): SessionEffect {
  const step = state.position;
  const from = state.handmadeFrom === step ? 'live' : 'clean';
  return { type: 'runStep', step, from, reuse: canReuse(state, step) };
}

/** What was said while the step ran is over with it. */
export function advance(state: SessionState, event: StepSucceeded): Transition {
  const { failure, notice, attempt, ...rest } = state;
  // A retry on top of a wreck that succeeds leaves a state that the file alone does not give.
  const isOnWreck = state.failure !== undefined && event.from === 'live';
  const steps = state.steps.with(event.step, {
    status: event.reused ? 'reused' : 'done',
    milliseconds: event.milliseconds,
    ...(event.kept === true ? { kept: true } : {}),
    ...(isOnWreck ? { onWreck: true } : {}),
  });
  const handmadeFrom = isOnWreck ? earlier(state.handmadeFrom, event.step + 1) : state.handmadeFrom;
  const isOwn = !event.reused && !isOnWreck;
  const next: SessionState = {
    ...rest,
    ...(isOwn ? { took: { ...state.took, [event.step]: event.milliseconds } } : {}),
    checkpoints: event.reused ? state.checkpoints : withoutKept(state, event.step),
    steps,
    position: event.step + 1,
    ...(handmadeFrom === undefined ? {} : { handmadeFrom }),
  };
  const stops = state.interactive && (state.teaches || isReached(next) || hasBreakpoint(next));
  return goOn(next, offerCheckpoint(next, event, stops), stops);
}

/** What is kept of another state after the step is none of this line's any more. */
export function passOver(state: SessionState, { step }: StepSkipped): Transition {
  const handmade = Object.entries(state.handmade).filter(([id]) => Number(id) < step);
  const next: SessionState = {
    ...state,
    steps: state.steps.with(step, { status: 'skipped' }),
    position: step + 1,
    handmadeFrom: earlier(state.handmadeFrom, step + 1),
    handmade: Object.fromEntries(handmade),
  };
  return goOn(next, offerCheckpoint(next, { step, reused: false }, true), true);
}

export function goOn(next: SessionState, checkpoint: readonly SessionEffect[], stops: boolean): Transition {
  // A proof ends with what the user says to it: the image comes after that.
  if (isAtEnd(next) && next.position !== next.goal && next.fix?.status !== 'proving')
    return { state: next, effects: [...checkpoint, { type: 'finishImage' }] };
  if (stops) return { state: { ...next, status: 'paused' }, effects: checkpoint };
  return { state: next, effects: [...checkpoint, runNext(next)] };
}

export const earlier = (known: number | undefined, step: number): number => Math.min(known ?? step, step);

/** Once a kept step is executed after all, what came after it stands on a state that is no more this build's. */
function withoutKept({ checkpoints }: SessionState, step: number): SessionState['checkpoints'] {
  if (checkpoints[step]?.kept !== true) return checkpoints;
  return Object.fromEntries(Object.entries(checkpoints).filter(([id]) => Number(id) < step));
}

export function offerCheckpoint(
  state: SessionState,
  { step, reused }: Pick<StepSucceeded, 'step' | 'reused'>,
  stops: boolean,
): SessionEffect[] {
  if (reused) return [];
  const handmadeHere = state.steps[step]?.onWreck === true;
  const isStageEnd = step + 1 === stageEnd(state, step);
  const handmade = state.handmadeFrom !== undefined;
  const reason = isStageEnd
    ? 'stage-end'
    : handmadeHere
      ? 'by-hand'
      : stops || handmade
        ? 'pause'
        : 'passing';
  return [{ type: 'takeCheckpoint', step, reason, handmade }];
}

const isReached = ({ until, goal, position }: SessionState): boolean =>
  until === 'pause' || position === goal || (until !== 'stop' && until.before === position);

function hasBreakpoint(state: SessionState): boolean {
  const step = state.plan.steps[state.position];
  return step !== undefined && breakpointAt(state.breakpoints, state.plan, step) !== undefined;
}

export function fail(state: SessionState, event: StepFailed): Transition {
  const again = offerRetry(state, event);
  if (again !== undefined) return again;
  const { step, exitCode, message, hint, tail } = event;
  // An order that was still to come is lost where a state could not be kept.
  const { notice, attempt, replanning, executing, opening, ...rest } = state;
  const failed: SessionState = {
    ...rest,
    status: 'failed',
    // It can be one that was over already, whose state could not be kept.
    position: step,
    steps: state.steps.with(step, { status: 'failed' }),
    failure: { step, exitCode, message, tail, ...(hint === undefined ? {} : { hint }) },
  };
  // A proof that fails is a matter of the fix.
  const stays = state.interactive && (state.endsAtFailure !== true || state.fix?.status === 'proving');
  if (stays) return { state: failed, effects: [] };
  const look: SessionEffect[] =
    state.onFailure === 'shell' ? [{ type: 'openShell', step, failed: true }] : [];
  return { state: failed, effects: [...look, { type: 'endSession' }] };
}

/** What the user ended is over, and what runs on top of changes by hand is the user's own to try again. */
function offerRetry(state: SessionState, { step, exitCode }: StepFailed): Transition | undefined {
  const { times, waitMilliseconds, steps } = state.retries;
  const number = (state.attempt?.step === step ? state.attempt.number : 0) + 1;
  // One that was to be skipped has not begun.
  const hasBegun = state.steps[step]?.status === 'running';
  const isOwn =
    hasBegun &&
    exitCode !== interruptedExitCode &&
    state.handmadeFrom === undefined &&
    state.failure === undefined;
  if (!isOwn || number > times || !steps.includes(step)) return undefined;
  const wait = waitMilliseconds * 2 ** (number - 1);
  return {
    state: { ...state, attempt: { step, number } },
    effects: [{ type: 'retryStep', step, attempt: number, times, waitMilliseconds: wait }],
  };
}

const interruptedExitCode = 130;
