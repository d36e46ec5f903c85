// When the keys of the debugger make sense.
import { whyNotAccept } from '../session/accept-wreck.js';
import { isAtEnd, type SessionState } from '../session/state.js';
import { whyNotSkip } from '../session/skip.js';
import { whyNotPropose } from '../session/work-on-fix.js';

export type Applies = (state: SessionState) => boolean;

export const isPaused: Applies = ({ status }) => status === 'paused';
export const isStill: Applies = ({ status }) => ['paused', 'failed', 'finished'].includes(status);
export const hasFailed: Applies = ({ status }) => status === 'failed';
export const isRunning: Applies = ({ status }) => status === 'running';
export const canRetry: Applies = (state) => hasFailed(state) || (isPaused(state) && !isAtEnd(state));
/** Before FROM there is no container. */
export const canOpenShell: Applies = (state) =>
  isStill(state) && state.plan.steps[state.position]?.action.type !== 'from';
export const canFix: Applies = (state) => isStill(state) && whyNotPropose(state) === undefined;
export const canAccept: Applies = (state) => isStill(state) && whyNotAccept(state) === undefined;
export const canUndo: Applies = (state) => isStill(state) && state.undoPoints.length > 0;
export const canSkip: Applies = (state) => isStill(state) && whyNotSkip(state) === undefined;
export const hasFix: Applies = ({ fix }) => fix !== undefined;
export const isProposed: Applies = ({ fix }) => fix?.status === 'proposed';
export const canGoBack: Applies = (state) => isStill(state) && (state.position > 0 || hasFailed(state));
