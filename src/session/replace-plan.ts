// Another plan in the place of a session's: what was done and is the same stays, and the session stands where the rest begins.
import { stepOnLine } from '../plan/step-on-line.js';
import type { SessionEffect } from './effects.js';
import type { PlanRefused, PlanReplaced } from './events.js';
import { note } from './note.js';
import { carryBreakpoints } from './recall-breakpoints.js';
import { requiredStages } from './required-stages.js';
import { checkpointAt } from './reuse.js';
import { runWanted } from './run-wanted.js';
import {
  checkpointsBefore,
  type Failure,
  type SessionState,
  type StepProgress,
  type StillStatus,
} from './state.js';
import type { Transition } from './transition.js';

/** Nothing else is done meanwhile: orders under way name steps of the plan as it was. */
export function askForPlan(
  state: SessionState & { readonly status: StillStatus },
  text: string | undefined,
  keeps?: number,
): Transition {
  const { notice, ...rest } = state;
  return {
    state: { ...rest, status: 'running', replanning: { before: state.status } },
    effects: [
      {
        type: 'replan',
        ...(text === undefined ? {} : { text }),
        ...(keeps === undefined ? {} : { keeps }),
      },
    ],
  };
}

/** The last good plan stays. A step that was to run then does not: what it reads may be none of that plan's any more. */
export function refusePlan(
  { replanning, ...state }: SessionState,
  { message, keeps, interrupted }: PlanRefused,
): Transition {
  const before: SessionState = { ...state, status: replanning?.before ?? state.status };
  if (keeps !== undefined || interrupted === true) return note(before, message);
  const refused: SessionState = { ...before, planProblem: message };
  return replanning?.thenRuns === undefined
    ? { state: refused, effects: [] }
    : note(refused, notRun(message));
}

const notRun = (problem: string): string =>
  `nothing is run until the Dockerfile gives a plan again: ${problem.split('\n', 1)[0] ?? ''}`;

export function replacePlan(state: SessionState, event: PlanReplaced): Transition {
  const moved = movedSteps(event);
  const position = firstOpenStep(state, event);
  const kept = keptStep(event);
  const failure = kept === position ? undefined : moveFailure(state.failure, moved, position);
  const isWhole = isSamePlan(state, event);
  const before = state.replanning?.before ?? state.status;
  const rest = withoutPlace(state);
  const goal = moveGoal(state, event, moved);
  const checkpoints = { ...event.checkpoints, ...moveKeys(state.checkpoints, moved) };
  const next: SessionState = {
    ...rest,
    ...moveHandmade(state, moved, position),
    ...moveTried(state, event, position, failure),
    plan: event.plan,
    status: failure !== undefined ? 'failed' : isWhole && before === 'finished' ? 'finished' : 'paused',
    position,
    steps: event.plan.steps.map(({ id }) => progressAt(state, event, { id, position, failure })),
    checkpoints: goal === undefined ? checkpoints : checkpointsBefore(checkpoints, goal),
    reasons: event.reasons,
    took: { ...event.took, ...moveKeys(state.took, moved) },
    breakpoints: carryBreakpoints(state.plan, event.plan, state.breakpoints),
    retries: event.retries ?? { ...state.retries, steps: moveAll(state.retries.steps, moved) },
    ...(goal === undefined ? {} : { goal }),
    ...(failure === undefined ? {} : { failure }),
    ...(isWhole && state.image !== undefined ? { image: state.image } : {}),
    ...describeChange(state, event, position, isWhole),
  };
  const effects = failure === undefined ? keepStageEnds(next) : [];
  const wanted = state.replanning?.thenRuns;
  if (wanted === undefined) return { state: next, effects };
  const elsewhere = `${next.notice ?? ''}; nothing was run again: n or c goes on from here`;
  return (
    runWanted(next, event, wanted, state.plan.steps[wanted]?.text) ?? {
      state: { ...next, notice: elsewhere },
      effects,
    }
  );
}

/** The one that was to be kept, where an earlier state stands for it now. */
function keptStep({ plan, keeps, checkpoints }: PlanReplaced): number | undefined {
  const id = keeps === undefined ? undefined : stepOnLine(plan, keeps)?.id;
  return id !== undefined && checkpoints[id]?.kept === true ? id : undefined;
}

type Moved = ReadonlyMap<number, number>;

function withoutPlace(
  state: SessionState,
): Omit<
  SessionState,
  'replanning' | 'planProblem' | 'attempt' | 'image' | 'failure' | 'handmadeFrom' | 'goal'
> {
  const { replanning, planProblem, attempt, image, failure, handmadeFrom, goal, ...rest } = state;
  return rest;
}

/** From the step of the plan as it was to that of the new one. */
const movedSteps = ({ sameAs }: PlanReplaced): Moved =>
  new Map(sameAs.flatMap((old, id) => (old === null ? [] : [[old, id] as const])));

const moveAll = (steps: readonly number[], moved: Moved): readonly number[] =>
  steps.flatMap((step) => moved.get(step) ?? []);

const moveKeys = <Value>(
  values: Readonly<Record<number, Value>>,
  moved: Moved,
): Readonly<Record<number, Value>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([step, value]) => {
      const to = moved.get(Number(step));
      return to === undefined ? [] : [[to, value] as const];
    }),
  );

const reached: ReadonlySet<StepProgress['status']> = new Set(['done', 'reused', 'skipped'] as const);

/** The first step of the new plan that this session has not come past: at the latest where it stood. */
function firstOpenStep({ steps }: SessionState, { plan, sameAs }: PlanReplaced): number {
  const isReached = (old: number | null | undefined): boolean =>
    old !== null && old !== undefined && reached.has(steps[old]?.status ?? 'pending');
  const open = plan.steps.findIndex(({ id }) => !isReached(sameAs[id]));
  return open === -1 ? plan.steps.length : open;
}

/** The same instruction on the same state would fail again: its wreck is there. */
function moveFailure(failure: Failure | undefined, moved: Moved, position: number): Failure | undefined {
  const step = failure && moved.get(failure.step);
  return failure !== undefined && step === position ? { ...failure, step } : undefined;
}

const isSamePlan = ({ plan }: SessionState, { sameAs }: PlanReplaced): boolean =>
  sameAs.length === plan.steps.length && sameAs.every((old, id) => old === id);

/** What was changed by hand before the change stays that; behind it the file's own states begin again. */
function moveHandmade(
  { handmadeFrom, handmade }: SessionState,
  moved: Moved,
  position: number,
): Pick<SessionState, 'handmade' | 'handmadeFrom'> {
  const last = handmadeFrom === undefined ? undefined : moved.get(handmadeFrom - 1);
  if (last === undefined || last >= position) return { handmade: {} };
  const kept = Object.entries(moveKeys(handmade, moved)).filter(([step]) => Number(step) < position);
  return { handmadeFrom: last + 1, handmade: Object.fromEntries(kept) };
}

/** What was tried by hand is for the step there, whatever has become of it; undoing goes back to states by their numbers. */
function moveTried(
  state: SessionState,
  { sameAs }: PlanReplaced,
  position: number,
  failure: Failure | undefined,
): Pick<SessionState, 'tried' | 'undoPoints'> {
  const isSamePlace = (sameAs[position - 1] ?? -1) === state.position - 1;
  if (!isSamePlace) return { tried: [], undoPoints: [] };
  const hasSameNumbers = sameAs.slice(0, position).every((old, id) => old === id);
  const isSameState = hasSameNumbers && (state.failure === undefined) === (failure === undefined);
  return {
    tried: state.tried.map((each) => ({ ...each, step: position })),
    undoPoints: isSameState ? state.undoPoints : [],
  };
}

function moveGoal({ goal, plan }: SessionState, event: PlanReplaced, moved: Moved): number | undefined {
  if (goal === undefined) return undefined;
  return goal === plan.steps.length ? event.plan.steps.length : moved.get(goal);
}

function progressAt(
  { steps }: SessionState,
  { sameAs }: PlanReplaced,
  { id, position, failure }: { id: number; position: number; failure: Failure | undefined },
): StepProgress {
  const old = sameAs[id];
  const isKept = id < position || id === failure?.step;
  return (isKept && typeof old === 'number' ? steps[old] : undefined) ?? { status: 'pending' };
}

function describeChange(
  state: SessionState,
  event: PlanReplaced,
  position: number,
  isWhole: boolean,
): Pick<SessionState, 'notice'> {
  const { plan, sameAs, keeps } = event;
  if (keeps !== undefined) return { notice: describeKeeping(event, keeps) };
  // Of a file that the session itself has written it says so still.
  if (isWhole && state.written?.text === event.text) return { notice: state.written.notice };
  // What image was made is more than that nothing has changed.
  if (isWhole && state.image !== undefined) return {};
  if (isWhole) return { notice: 'the file is read again: the plan is the same' };
  const changed = plan.steps.find(({ id }) => sameAs[id] === null);
  const what = changed === undefined ? 'steps are gone' : `it changes from line ${String(changed.line)} on`;
  const isBehind = state.steps.filter(({ status }) => reached.has(status)).length > position;
  const rest = isBehind ? 'what came after that is to be done again' : 'all that was done stays';
  return { notice: `the plan is made anew: ${what}; ${rest}` };
}

const describeKeeping = (event: PlanReplaced, line: number): string =>
  keptStep(event) === undefined
    ? `nothing has changed that would make line ${String(line)} run again: there is nothing to keep`
    : `line ${String(line)} stays as an earlier run made it, and is not run: docker build would run it`;

/** What ends a stage now may have been in the middle of one, where nothing had to hold its state. */
function keepStageEnds(state: SessionState): SessionEffect[] {
  const { plan, position, checkpoints, goal, handmadeFrom = Infinity } = state;
  const required = requiredStages(plan, checkpoints, goal);
  return plan.stages
    .filter(({ index, firstStep, endStep }) => {
      const isDone = endStep <= position && endStep > firstStep + 1;
      return isDone && required.has(index) && checkpointAt(state, endStep - 1) === undefined;
    })
    .map(({ endStep }) => ({
      type: 'takeCheckpoint',
      step: endStep - 1,
      reason: 'stage-end',
      handmade: endStep >= handmadeFrom,
    }));
}
