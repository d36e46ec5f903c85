import type { SessionState } from './state.js';
import type { Transition } from './transition.js';

/** Pauses before a step that is not ahead; behind a hand-made change the file's own states begin again. */
export function settle(state: SessionState, position: number): Transition {
  const { failure, handmadeFrom, notice, image, ...rest } = state;
  const isClean = handmadeFrom === undefined || position < handmadeFrom;
  const steps = state.steps.map((progress, id) =>
    id >= position ? { status: 'pending' as const } : progress,
  );
  // States ahead are of another line: what is done from here on makes them anew.
  const behind = Object.entries(state.handmade).filter(([id]) => Number(id) < position);
  const kept = isClean ? { handmade: {} } : { handmadeFrom, handmade: Object.fromEntries(behind) };
  return {
    state: { ...rest, ...kept, steps, position, undoPoints: [], status: 'paused' },
    effects: [],
  };
}
