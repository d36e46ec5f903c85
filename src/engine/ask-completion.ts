import { hasContainer } from '../session/execute.js';
import type { LineCompletion } from '../session/line-completion.js';
import { isStill } from '../session/stillness.js';
import { completeLine } from './complete-line.js';
import type { Workbench } from './workbench.js';

/** Beside the orders of the session, between two of them: what it looks at is not changed meanwhile. Never fails. */
export interface Look {
  readonly type: 'look';
  readonly perform: (signal: AbortSignal) => Promise<void>;
}

/** Longer than it takes to start a container; who waits longer has typed the rest by then. */
const completionMilliseconds = 5000;

/** Nothing where nothing can be had. */
export function askCompletion(
  workbench: Workbench,
  line: { readonly text: string; readonly cursor: number },
  enqueue: (look: Look) => void,
): Promise<LineCompletion> {
  const nothing: LineCompletion = { start: line.cursor, candidates: [] };
  return new Promise((resolve) => {
    const perform = async (signal: AbortSignal): Promise<void> => {
      const state = workbench.state();
      const bounded = AbortSignal.any([signal, AbortSignal.timeout(completionMilliseconds)]);
      const isPossible = isStill(state) && hasContainer(state);
      const work = isPossible ? completeLine(workbench, line, bounded) : undefined;
      resolve((await work?.catch(() => undefined)) ?? nothing);
    };
    enqueue({ type: 'look', perform });
  });
}
