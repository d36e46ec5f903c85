// Where one is in the tab Checkpoints, and what has to be known to show it.
import type { PlannedStage } from '../plan/plan.js';
import type { Checkpoint, SessionState } from '../session/state.js';
import type { FileQuestion } from './step-files.js';
import type { ViewContext, ViewState } from './view-state.js';

/** The keys of the checkpoints apply: nothing else is in their place. */
export const isAmongCheckpoints = ({ checkpoints, tab, isHelpOpen, isWhyOpen, zoom }: ViewState): boolean =>
  checkpoints !== undefined &&
  tab === 'checkpoints' &&
  !isHelpOpen &&
  isWhyOpen !== true &&
  zoom !== 'source';

export interface ListedCheckpoint {
  readonly step: number;
  readonly line: number;
  readonly stage: PlannedStage | undefined;
  readonly checkpoint: Checkpoint;
  readonly isHandmade: boolean;
}

/** In the order of the steps; one made by hand after the one that the file gives. */
export const listCheckpoints = ({ plan, checkpoints, handmade }: SessionState): readonly ListedCheckpoint[] =>
  plan.steps.flatMap(({ id: step, line }) => {
    const [clean, byHand] = [checkpoints[step], handmade[step]];
    const stage = plan.stages.find(({ firstStep, endStep }) => step >= firstStep && step < endStep);
    const common = { step, line, stage };
    return [
      ...(clean === undefined ? [] : [{ ...common, checkpoint: clean, isHandmade: false }]),
      ...(byHand === undefined ? [] : [{ ...common, checkpoint: byHand, isHandmade: true }]),
    ];
  });

/** The number in the list of what the cursor is on, the first where that is gone; -1 where there is none. */
export function checkpointAtCursor({ checkpoints }: ViewState, listed: readonly ListedCheckpoint[]): number {
  if (checkpoints === undefined) return -1;
  const at = listed.findIndex(({ checkpoint }) => checkpoint.image === checkpoints.image);
  return at === -1 ? Math.min(0, listed.length - 1) : at;
}

export function cursorCheckpoint(
  view: ViewState,
  { session }: Pick<ViewContext, 'session'>,
): ListedCheckpoint | undefined {
  const listed = listCheckpoints(session);
  return listed[checkpointAtCursor(view, listed)];
}

/** Against the one before it in the list; the first of a stage against what its FROM names. */
export function comparison(
  view: ViewState,
  { session }: Pick<ViewContext, 'session'>,
): FileQuestion<'checkpoints'> | undefined {
  const listed = listCheckpoints(session);
  const at = checkpointAtCursor(view, listed);
  const found = listed[at];
  if (view.checkpoints?.isCompared !== true || found === undefined) return undefined;
  const { step, stage, checkpoint } = found;
  const former = listed[at - 1];
  const question = { type: 'checkpoints', step, after: checkpoint.image } as const;
  return former === undefined || former.stage !== stage
    ? question
    : { ...question, before: former.checkpoint.image };
}
