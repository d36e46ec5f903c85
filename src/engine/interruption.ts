// Ctrl-C: what of the session's orders it ends.
import { setMaxListeners } from 'node:events';
import type { SessionEffect } from '../session/effects.js';
import type { Look } from './ask-completion.js';

export interface Interruption {
  /** The next order begins: its signal. */
  begin(work: SessionEffect | Look): AbortSignal;
  /** Ends the order that is carried out, where that can fail without loss; else the next one that can. */
  request(): void;
  /** Ends whatever is carried out: the session is over. */
  abort(): void;
  /** Nothing is left to be carried out, or to be interrupted. */
  rest(): void;
}

export function createInterruption(): Interruption {
  let running = new AbortController();
  let isOpen = false;
  let isWished = false;
  const end = (): void => {
    isWished = false;
    running.abort(new Error('interrupted'));
  };
  return {
    begin: (work) => {
      // One for each order: whoever listens to it lets go of it when the order is carried out.
      running = new AbortController();
      setMaxListeners(0, running.signal);
      isOpen = canBeInterrupted(work);
      if (isOpen && isWished) end();
      return running.signal;
    },
    request: () => {
      if (isOpen) end();
      else isWished = true;
    },
    abort: end,
    rest: () => {
      isOpen = false;
      isWished = false;
    },
  };
}

/** A state that is being kept, an image that is being made: half of it would be of no use, and what it is made of lost. */
function canBeInterrupted(work: SessionEffect | Look): boolean {
  switch (work.type) {
    case 'runStep':
      return !work.reuse;
    case 'retryStep':
    case 'skipStep':
    case 'executeCommand':
    case 'openShell':
    case 'replan':
      return true;
    default:
      return false;
  }
}
