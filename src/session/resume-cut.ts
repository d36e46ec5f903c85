// Where a Dockerfile may be cut so that an ordinary build goes on from there, and the images it then stands on.
import { canReuse, checkpointAt, nearestCheckpoint } from './reuse.js';
import { isAtEnd, type SessionState } from './state.js';

export interface ResumeCut {
  /** Finished stages, by their number in the file, with the image of each: a tag. */
  readonly stages: Readonly<Record<number, string>>;
  /** The unfinished stage that goes on after `step`, whose state `image` holds. */
  readonly current?: { readonly stage: number; readonly step: number; readonly image: string };
}

/** The cut at the nearest checkpoint before `position`, or undefined while nothing has been kept. */
export function chooseCut(state: SessionState, position = state.position): ResumeCut | undefined {
  const { plan } = state;
  const stages: Record<number, string> = {};
  for (const { index, endStep } of plan.stages) {
    const end = endStep <= position ? checkpointAt(state, endStep - 1) : undefined;
    if (end !== undefined) stages[index] = end.image;
  }
  const stage = plan.stages.find(({ firstStep, endStep }) => position > firstStep && position < endStep);
  const nearest = stage === undefined || isAtEnd(state) ? undefined : nearestCheckpoint(state, position - 1);
  if (stage !== undefined && nearest !== undefined) {
    return { stages, current: { stage: stage.index, step: nearest.step, image: nearest.image } };
  }
  return Object.keys(stages).length === 0 ? undefined : { stages };
}

/** How far the checkpoints go: the first step that would have to be executed. A stage that is only a FROM needs none. */
export function firstOpenStep(state: SessionState): number {
  const bare = new Set(
    state.plan.stages
      .filter((stage) => stage.endStep === stage.firstStep + 1)
      .map((stage) => stage.firstStep),
  );
  const open = state.plan.steps.findIndex(({ id }) => !bare.has(id) && !canReuse(state, id));
  return open === -1 ? state.plan.steps.length : open;
}
