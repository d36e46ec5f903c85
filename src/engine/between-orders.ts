import type { Look } from './ask-completion.js';
import type { WhileStill } from './find-step-states.js';

/** Begins at once where nothing is carried out, or not at all; what it fails of is its caller's, not the session's. */
export const betweenOrders =
  (isBusy: () => boolean, enqueue: (look: Look) => void): WhileStill =>
  (use) =>
    isBusy()
      ? undefined
      : new Promise((resolve, reject) => {
          enqueue({ type: 'look', perform: () => use().then(resolve, reject) });
        });
