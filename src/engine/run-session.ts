// The session's loop: inputs go through the state machine, its orders are carried out one after the other.
import { setMaxListeners } from 'node:events';
import { BugError } from '../messages/errors.js';
import type { SessionCommand } from '../session/commands.js';
import type { SessionEffect } from '../session/effects.js';
import { summarizePlan } from '../session/events.js';
import type { SessionState } from '../session/state.js';
import type { SessionInput } from '../session/transition.js';
import { findLayers, type StageLayers } from './find-layers.js';
import { findStepStates, type StepStates } from './find-step-states.js';
import { cleanUp } from './live-container.js';
import { createOrderQueue } from './order-queue.js';
import { performEffect } from './perform-effect.js';
import { describeUnkept } from './describe-unkept.js';
import { createSessionStore, type SessionListener } from './session-store.js';
import { createWorkbench, type Ports, type SessionSettings } from './workbench.js';

export interface RunningSession {
  readonly getState: () => SessionState;
  readonly dispatch: (command: SessionCommand) => void;
  /** Called after each input with the state already changed. Gives the function that unsubscribes. */
  readonly subscribe: (listener: SessionListener) => () => void;
  /** Nothing happens before: listeners subscribe first. */
  readonly begin: () => void;
  /** Ends the step that is running; it counts as failed. Does nothing between steps. */
  readonly interrupt: () => void;
  /** Resolves when every order given so far is carried out; rejects with what the session broke on. */
  readonly idle: () => Promise<void>;
  /** The states on both sides of a step. Between orders, which wait for it where the live container is read. */
  readonly findStates: (step: number, signal: AbortSignal) => Promise<StepStates>;
  /** Of every stage of which a state is kept. */
  readonly findLayers: (signal: AbortSignal) => Promise<readonly StageLayers[]>;
  /** Stops at once: containers of this session are removed, checkpoints stay. */
  readonly abort: () => Promise<void>;
  /** Resolves when the session has ended and cleaned up; rejects with what the engine or refrom broke on. */
  readonly ended: Promise<SessionState>;
}

export function createRunningSession(
  start: SessionState,
  ports: Ports,
  settings: SessionSettings,
): RunningSession {
  const store = createSessionStore(start);
  const workbench = createWorkbench(ports, settings, receive, store.getState);
  const orders = createOrderQueue(perform, giveUp);
  const end = createEnd();
  let running = new AbortController();
  let isOver = false;

  function receive(input: SessionInput): void {
    if (!isOver) orders.add(store.receive(input));
  }

  async function perform(effect: SessionEffect): Promise<void> {
    // One for each order: whoever listens to it lets go of it when the order is carried out.
    running = new AbortController();
    setMaxListeners(0, running.signal);
    await performEffect(workbench, effect, running.signal).catch((error: unknown) => {
      const failed = describeUnkept(workbench, effect, error);
      // What was to come stands on the state that is not there.
      orders.clear();
      receive(failed);
    });
    if (effect.type === 'endSession') end.resolve(store.getState());
  }

  /** The engine is lost or refrom is wrong: remove what can be removed, and say so. */
  async function giveUp(error: unknown): Promise<void> {
    if (isOver) return;
    close();
    await cleanUp(workbench).catch(() => undefined);
    end.reject(error instanceof Error ? error : new BugError(String(error)));
  }

  function close(): void {
    isOver = true;
    orders.stop();
  }

  async function abort(): Promise<void> {
    if (isOver) return;
    receive({ type: 'session/interrupted', time: ports.clock.now() });
    close();
    running.abort(new Error('interrupted'));
    await cleanUp(workbench);
    end.resolve(store.getState());
  }

  return {
    getState: store.getState,
    subscribe: store.subscribe,
    dispatch: receive,
    begin: () => {
      receive({ type: 'session/started', plan: summarizePlan(start.plan), time: ports.clock.now() });
    },
    interrupt: () => {
      if (store.getState().status === 'running') running.abort(new Error('interrupted'));
    },
    idle: async () => {
      await orders.settled();
      if (isOver) await end.promise;
    },
    findStates: (step, signal) => findStepStates(workbench, step, { signal, whileStill: orders.whileStill }),
    findLayers: (signal) => findLayers(workbench, signal),
    abort,
    ended: end.promise,
  };
}

function createEnd(): {
  promise: Promise<SessionState>;
  resolve: (state: SessionState) => void;
  reject: (error: Error) => void;
} {
  let resolve!: (state: SessionState) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<SessionState>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
