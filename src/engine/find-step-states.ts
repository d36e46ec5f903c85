// The states on both sides of a step as images, so that what it did to files can be told. Nothing is executed for it.
import { unreachable } from '../messages/errors.js';
import type { Step } from '../plan/plan.js';
import { writesFiles } from '../plan/writes-files.js';
import { checkpointAt, stageEnd } from '../session/reuse.js';
import type { SessionState } from '../session/state.js';
import { executedSteps } from './executed-steps.js';
import type { StoredImage } from './ports.js';
import { releaseImage } from './temporary-images.js';
import { liveAfter } from './prepare-state.js';
import { commitLive } from './settle-state.js';
import { findBaseState, findCheckpointImage, stepOf } from './stage-images.js';
import type { BaseState, LiveContainer, Workbench } from './workbench.js';

export type StepStates =
  /** `reason` is a sentence for people. */
  | { readonly type: 'none'; readonly reason: string }
  | {
      readonly type: 'states';
      readonly before: StoredImage;
      readonly after: StoredImage;
      /** All that was executed between and may have written files; more than one where they share a layer. */
      readonly steps: readonly number[];
      readonly madeBy: StateMaker;
    };

/** `failure`: what the failed step left. `hand`: what was tried where the session stands, before the step. */
export type StateMaker = 'step' | 'failure' | 'hand';

/** Runs between two orders of the session, which wait for it; undefined while one is carried out. */
export type WhileStill = <Result>(use: () => Promise<Result>) => Promise<Result> | undefined;

export interface Looking {
  readonly signal: AbortSignal;
  readonly whileStill: WhileStill;
}

/** Rejects where an image that holds a state is gone. */
export async function findStepStates(
  workbench: Workbench,
  id: number,
  looking: Looking,
): Promise<StepStates> {
  const step = stepOf(workbench, id);
  const madeBy = makerOf(workbench, id);
  const unread = madeBy === 'hand' ? undefined : whyNothing(workbench, step);
  if (unread !== undefined) return none(unread);
  // Whoever asks does so while an order ends that has just said what it came to.
  await workbench.ports.clock.wait(0, looking.signal);
  const after = await findMade[madeBy](workbench, id, looking);
  if (typeof after === 'string') return none(after);
  const state = madeBy === 'hand' ? beforeTrying(workbench.state()) : workbench.state();
  const before = await findBaseState(workbench, id - 1, looking.signal, state);
  const between = executedSteps(workbench.state(), before.step, after.step).filter(writesFiles);
  const steps = between.map((each) => each.id);
  return { type: 'states', before: before.image, after: after.image, steps, madeBy };
}

function makerOf({ state }: Workbench, id: number): StateMaker {
  const { failure, position, tried } = state();
  if (failure !== undefined) return failure.step === id ? 'failure' : 'step';
  return position === id && tried.length > 0 ? 'hand' : 'step';
}

/** What is known of states without what was tried: that is kept as a state made by hand. */
function beforeTrying({ handmadeFrom, handmade, ...state }: SessionState): SessionState {
  const { position } = state;
  const isClean = handmadeFrom === undefined || handmadeFrom === position;
  const { [position - 1]: tried, ...earlier } = handmade;
  return { ...state, handmade: earlier, ...(isClean ? {} : { handmadeFrom }) };
}

type FindMade = (workbench: Workbench, id: number, looking: Looking) => Promise<BaseState | string>;

const findMade: Readonly<Record<StateMaker, FindMade>> = {
  step: findAfter,
  failure: openWreckImage,
  hand: openTriedImage,
};

const none = (reason: string): StepStates => ({ type: 'none', reason });

/** Undefined where it can have changed files, and a state after it may be there. */
function whyNothing(workbench: Workbench, step: Step): string | undefined {
  const state = workbench.state();
  if (step.action.type === 'from') return 'FROM begins with the files of its image, and changes none';
  if (!writesFiles(step)) return `${step.keyword} changes the configuration only, and no files`;
  const status = state.steps[step.id]?.status ?? 'pending';
  switch (status) {
    case 'running':
      return 'it is running: what it changes is told when it has ended';
    case 'skipped':
      return 'it was skipped, and changed nothing';
    case 'pending':
      return checkpointAt(state, step.id) === undefined ? 'it has not run yet' : undefined;
    case 'done':
    case 'reused':
    case 'failed':
      return undefined;
    default:
      return unreachable(status);
  }
}

/** The first state at or after the step that is kept; else the one that the session stands in. */
async function findAfter(workbench: Workbench, id: number, looking: Looking): Promise<BaseState | string> {
  const state = workbench.state();
  const end = stageEnd(state, id);
  for (let at = id; at < end; at += 1) {
    const checkpoint = checkpointAt(state, at);
    if (checkpoint === undefined) continue;
    return { step: at, image: await findCheckpointImage(workbench, checkpoint.image, looking.signal) };
  }
  const last = Math.min(state.position, end) - 1;
  const held = looking.whileStill(async (): Promise<BaseState | undefined> => {
    const live = liveAfter(workbench, last);
    if (live === undefined) return undefined;
    return { step: last, image: await commitLook(workbench, live, looking.signal) };
  });
  if (held === undefined) return 'no checkpoint holds its state: it can be read when no step runs';
  return (await held) ?? 'nothing holds its state any more; with --checkpoint every each step has its own';
}

/** As the engine has it now, with what a shell in it has changed since. */
async function openWreckImage(
  workbench: Workbench,
  step: number,
  { signal, whileStill }: Looking,
): Promise<BaseState | string> {
  const { wreck } = workbench.settings;
  const held = whileStill(async (): Promise<BaseState | undefined> => {
    const { live } = workbench;
    if (live?.isDirty === true) return { step, image: await commitLook(workbench, live, signal) };
    if (live !== undefined || wreck?.step !== step) return undefined;
    return { step, image: await findCheckpointImage(workbench, wreck.image, signal) };
  });
  if (held === undefined) return 'what it left can be read when nothing runs in it';
  return (await held) ?? 'it failed before it began: it left nothing';
}

/** The state before the step, with what was tried in it. */
async function openTriedImage(
  workbench: Workbench,
  step: number,
  { signal, whileStill }: Looking,
): Promise<BaseState | string> {
  const kept = workbench.state().handmade[step - 1];
  if (kept !== undefined)
    return { step: step - 1, image: await findCheckpointImage(workbench, kept.image, signal) };
  const held = whileStill(async (): Promise<BaseState | undefined> => {
    const live = liveAfter(workbench, step - 1);
    return live && { step: step - 1, image: await commitLook(workbench, live, signal) };
  });
  if (held === undefined) return 'what was tried can be read when nothing runs';
  return (await held) ?? 'nothing holds what was tried any more';
}

/** As large as all that was written: of those that were looked at before, the oldest go. */
async function commitLook(
  workbench: Workbench,
  live: LiveContainer,
  signal: AbortSignal,
): Promise<StoredImage> {
  const { looks } = workbench;
  const { image } = await commitLive(workbench, live, signal);
  looks.push(image);
  for (const old of looks.splice(0, Math.max(0, looks.length - mostLooks))) releaseImage(workbench, old);
  return image;
}

/** As many as the interface remembers answers. */
const mostLooks = 12;
