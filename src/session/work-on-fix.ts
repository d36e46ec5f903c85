// From what was tried by hand to the Dockerfile: proposed, proved from the clean state, written; or dropped.
import { unreachable } from '../messages/errors.js';
import type { SessionCommand } from './commands.js';
import type { FixCommandInput } from './fix-commands.js';
import type { FixProposed } from './fix-events.js';
import type { Fix } from './fix.js';
import { acceptWreck } from './accept-wreck.js';
import { note } from './note.js';
import { askForPlan } from './replace-plan.js';
import { retry } from './run-again.js';
import type { SessionState, StillStatus } from './state.js';
import type { Transition } from './transition.js';

type StillState = SessionState & { readonly status: StillStatus };

export function workOnFix(state: StillState, command: FixCommandInput): Transition {
  switch (command.type) {
    case 'proposeFix':
      return propose(state, command);
    case 'proveFix':
      return prove(state);
    case 'applyFix':
      return apply(state);
    case 'dropFix':
      return drop(state);
    case 'acceptWreck':
      return acceptWreck(state);
    default:
      return unreachable(command);
  }
}

/** What moves the session, or makes other states, has to wait until it is clear what the Dockerfile says. */
export function whyNotDuringFix(state: SessionState, { type }: SessionCommand): string | undefined {
  const { fix } = state;
  if (fix === undefined || fix.isOffered === true || !moving.has(type)) return undefined;
  if (isOnTheWay(state) && leadsToFix.has(type)) return undefined;
  return fix.status === 'proved'
    ? 'the fix is proved and not written: Enter writes it, Esc leaves the file alone'
    : 'a fix is proposed: Enter proves it, Esc drops it';
}

/** An offer is passed over by whoever goes on. */
export const passOffer = (state: SessionState, { type }: SessionCommand): SessionState =>
  state.fix?.isOffered === true && (moving.has(type) || type === 'undo') ? withoutFix(state) : state;

/** Steps before that of the fix are to be done again: it can be proved only once they are. */
const isOnTheWay = ({ fix, position }: SessionState): boolean =>
  fix?.status === 'proposed' && position < fix.step;

/** No step runs past that of a fix that is to be proved first. */
export function stepToProve(state: SessionState): number | undefined {
  return isOnTheWay(state) ? state.fix?.step : undefined;
}

const leadsToFix: ReadonlySet<SessionCommand['type']> = new Set<SessionCommand['type']>([
  'next',
  'continue',
  'back',
  'goTo',
  'retry',
]);

const moving: ReadonlySet<SessionCommand['type']> = new Set<SessionCommand['type']>([
  'next',
  'continue',
  'back',
  'goTo',
  'retry',
  'runAgain',
  'skip',
  'acceptWreck',
  'writeResume',
  'keepAnyway',
]);

type ProposeCommand = Extract<FixCommandInput, { type: 'proposeFix' }>;

function propose(state: StillState, { kept, instruction }: ProposeCommand): Transition {
  const { fix, position, tried, failure } = state;
  const reason = whyNotPropose(state);
  if (reason !== undefined) return note(state, reason);
  const { notice, ...rest } = state;
  return {
    state: rest,
    effects: [
      {
        type: 'proposeFix',
        step: fix?.step ?? position,
        failed: failure !== undefined,
        tried,
        ...(kept === undefined ? {} : { kept }),
        ...(instruction === undefined ? {} : { instruction }),
      },
    ],
  };
}

/** Undefined where a fix of the step at the position can be made. */
export function whyNotPropose(state: SessionState): string | undefined {
  const { fix, plan, position, tried, failure } = state;
  if (isOnTheWay(state)) return 'a fix waits: n or c runs up to its step, Enter then proves it';
  if (fix?.status === 'proved')
    return 'the fix is proved: Enter writes it; Esc leaves the file alone, and another can be made';
  const step = plan.steps[position];
  if (step === undefined) return 'there is no step to fix; u goes back';
  if (step.trigger) return 'the step is a trigger of the base image: there is no line of this file to change';
  if (step.action.type === 'from') return 'a FROM is fixed in the file; what is tried by hand comes after it';
  return tried.length > 0 || failure !== undefined || fix !== undefined
    ? undefined
    : 'nothing failed here, and nothing was tried: s opens a shell';
}

/** After something was tried by hand: it belongs to the fix that is shown, or, after a failure, makes one. */
export function offerFix({ state, effects }: Transition): Transition {
  const { fix, position, tried, failure, interactive } = state;
  const failed = failure !== undefined;
  const isOffered = fix === undefined ? interactive && failed : fix.isOffered === true;
  const isOfUse = isOffered ? tried.some(({ exitCode }) => exitCode === 0) : fix?.status === 'proposed';
  if (!isOfUse || fix?.isEdited === true || whyNotPropose(state) !== undefined) return { state, effects };
  const kept = keptWith(tried, fix);
  const order = { type: 'proposeFix', step: position, failed, tried } as const;
  const choice = { ...(kept === undefined ? {} : { kept }), ...(isOffered ? { isOffered } : {}) };
  return { state, effects: [...effects, { ...order, ...choice }] };
}

/** Undefined where the user has chosen nothing yet. */
function keptWith(tried: SessionState['tried'], fix: Fix | undefined): readonly number[] | undefined {
  const isChosen = fix?.commands.some(({ isKept, because }) => isKept !== (because === undefined)) === true;
  if (!isChosen) return undefined;
  const { commands } = fix;
  return tried.flatMap(({ exitCode }, index) => ((commands[index]?.isKept ?? exitCode === 0) ? [index] : []));
}

export function takeProposal(state: SessionState, { type, time, ...event }: FixProposed): Transition {
  // One that was offered before is not what was tried any more.
  if (event.isOffered === true && event.text === event.before)
    return { state: withoutFix(state), effects: [] };
  const isPlanned = state.fix?.isPlanned === true ? { isPlanned: true } : {};
  return { state: { ...state, fix: { ...event, ...isPlanned, status: 'proposed' } }, effects: [] };
}

function prove(state: StillState): Transition {
  const { fix } = state;
  if (fix === undefined) return note(state, 'there is no fix to prove; f proposes one');
  if (fix.status !== 'proposed') return note(state, 'it is proved: Enter writes it');
  if (fix.text === fix.before)
    return note(state, 'this is what stands in the file: there is nothing to prove');
  const unclean = whyUnclean(state);
  if (unclean !== undefined) return note(state, unclean);
  const { isOffered, ...wanted } = fix;
  return askForPlan({ ...state, fix: { ...wanted, status: 'proving' } }, fix.text);
}

/** A proof on top of what was made by hand would prove nothing. What a shell changed right before the step is dropped. */
function whyUnclean({ handmadeFrom = Infinity, position, steps, plan }: SessionState): string | undefined {
  const before = steps[position - 1];
  const isOwn = handmadeFrom === position && before?.status !== 'skipped' && before?.onWreck !== true;
  if (handmadeFrom > position || isOwn) return undefined;
  const line = plan.steps[handmadeFrom - 1]?.line ?? 0;
  return `the state is made by hand from line ${String(line)} on, and proves nothing: u goes back before it`;
}

/** The plan is that of the new text: its step runs from the clean state. */
export function runProof({ state, effects }: Transition): Transition {
  const { fix } = state;
  if (fix?.status !== 'proving') return { state, effects };
  const planned: Fix = { ...fix, isPlanned: true };
  if (state.position !== fix.step) {
    const notice =
      'files that earlier steps copy have changed: n or c runs up to the step, Enter then proves it';
    return { state: { ...state, fix: { ...planned, status: 'proposed' }, notice }, effects };
  }
  const proof = retry({ ...state, fix: planned }, 'clean');
  return { state: proof.state, effects: [...effects, ...proof.effects] };
}

/** After the step has succeeded; what keeps its state comes first. */
export function noteSuccess({ state, effects }: Transition, step: number): Transition {
  const isProof = state.fix?.status === 'proving' && state.fix.step === step;
  return { state, effects: isProof ? [...effects, { type: 'reportProof', step }] : effects };
}

/** One that is tried again by itself is still under way. */
export const noteFailure = (failed: Transition): Transition =>
  failed.state.status === 'failed' ? { ...failed, state: reopenFix(failed.state) } : failed;

/** It failed, was interrupted, or gives no plan: it can be changed again. */
export function reopenFix(state: SessionState): SessionState {
  const { fix } = state;
  const isUnderWay = fix?.status === 'proving' || fix?.status === 'dropping';
  return isUnderWay ? { ...state, fix: { ...fix, status: 'proposed' } } : state;
}

function apply(state: StillState): Transition {
  const { fix } = state;
  if (fix?.status !== 'proved')
    return note(state, 'nothing is proved that could be written; f proposes a fix');
  const { notice, ...rest } = state;
  return { state: rest, effects: [{ type: 'writeSource', before: fix.before, text: fix.text }] };
}

/** Until it is dropped or written, the plan is that of the fix, whatever else has changed. */
export const textOnTrial = ({ fix }: SessionState): string | undefined =>
  fix?.isPlanned === true ? fix.text : undefined;

export const withoutFix = ({ fix, ...state }: SessionState): SessionState => state;

/** The Dockerfile was never touched; what the step left when it was proved is gone with the plan it stood in. */
function drop(state: StillState): Transition {
  const { fix } = state;
  if (fix === undefined) return note(state, 'there is no fix to drop');
  if (fix.isPlanned !== true)
    return note(withoutFix(state), 'the fix is dropped; the Dockerfile is as it was');
  return askForPlan({ ...state, fix: { ...fix, status: 'dropping' } }, undefined);
}
