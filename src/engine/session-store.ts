// The session's state as it stands, and those who want to know of each input.
import type { SessionEffect } from '../session/effects.js';
import type { SessionState } from '../session/state.js';
import { transition, type SessionInput } from '../session/transition.js';

export type SessionListener = (input: SessionInput) => void;

export interface SessionStore {
  readonly getState: () => SessionState;
  /** Changes the state, then tells the listeners; gives what is to be done. */
  readonly receive: (input: SessionInput) => readonly SessionEffect[];
  /** Gives the function that unsubscribes. */
  readonly subscribe: (listener: SessionListener) => () => void;
}

export function createSessionStore(start: SessionState): SessionStore {
  let state = start;
  const listeners = new Set<SessionListener>();
  return {
    getState: () => state,
    receive: (input) => {
      const next = transition(state, input);
      state = next.state;
      for (const listener of listeners) listener(input);
      return next.effects;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
