// What was tried by hand at the place where the session stands: what a fix of the Dockerfile can be made of.
import type { SessionState } from './state.js';

export interface TriedCommand {
  /** The step before which, or in whose wreck, it ran. */
  readonly step: number;
  readonly text: string;
  readonly exitCode: number;
  readonly by: 'prompt' | 'shell';
}

/** A shell is open for days at times. */
const mostTried = 500;

export const addTried = (
  tried: SessionState['tried'],
  more: readonly TriedCommand[],
): readonly TriedCommand[] => (more.length === 0 ? tried : [...tried, ...more].slice(-mostTried));

/** Whatever becomes of the step there, they stay as long as the session stands before it or in its wreck. */
export const leavePlace = (state: SessionState): SessionState =>
  state.tried.length === 0 && state.undoPoints.length === 0 ? state : { ...state, tried: [], undoPoints: [] };
