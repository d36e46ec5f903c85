// The session's loop: inputs go through the state machine, its orders are carried out one after the other.
import { BugError } from '../messages/errors.js';
import type { SessionCommand } from '../session/commands.js';
import type { SessionEffect } from '../session/effects.js';
import type { LineCompletion } from '../session/line-completion.js';
import { summarizePlan, type SessionEvent } from '../session/events.js';
import type { SessionState } from '../session/state.js';
import type { SessionInput } from '../session/transition.js';
import { askCompletion, type Look } from './ask-completion.js';
import { findLayers, type StageLayers } from './find-layers.js';
import { findStepStates, type StepStates, type WhileStill } from './find-step-states.js';
import { createInterruption } from './interruption.js';
import { cleanUp } from './clean-up.js';
import type { StoredImage } from './ports.js';
import { performEffect } from './perform-effect.js';
import { describeUnkept } from './describe-unkept.js';
import { betweenOrders } from './between-orders.js';
import { findStageBase, stageOf } from './stage-images.js';
import { createSessionStore, type SessionListener } from './session-store.js';
import { createWorkbench, type Ports, type SessionSettings, type Workbench } from './workbench.js';

export interface RunningSession {
  readonly getState: () => SessionState;
  readonly dispatch: (command: SessionCommand) => void;
  /** Called after each input with the state already changed. Gives the function that unsubscribes. */
  readonly subscribe: (listener: SessionListener) => () => void;
  /** Nothing happens before: listeners subscribe first. */
  readonly begin: () => void;
  /** Ends the step that is running; it counts as failed. Does nothing between steps. */
  readonly interrupt: () => void;
  /** Something that has gone wrong beside the session is told in it. */
  readonly report: (message: string) => void;
  /** What completes the line at its cursor, in the state where the session stands; gives up after some seconds. */
  readonly complete: (text: string, cursor: number) => Promise<LineCompletion>;
  /** Resolves when every order given so far is carried out; rejects with what the session broke on. */
  readonly idle: () => Promise<void>;
  /** The states on both sides of a step. Between orders, which wait for it where the live container is read. */
  readonly findStates: (step: number, signal: AbortSignal) => Promise<StepStates>;
  /** What the FROM of the step's stage names. */
  readonly findBase: (step: number, signal: AbortSignal) => Promise<StoredImage>;
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
  const queue: (SessionEffect | Look)[] = [];
  const end = createEnd();
  const interruption = createInterruption();
  let [isPumping, isOver] = [false, false];
  let pumping = Promise.resolve();

  function receive(input: SessionInput): void {
    if (!isOver) enqueue(...store.receive(input));
  }

  function enqueue(...work: readonly (SessionEffect | Look)[]): void {
    queue.push(...work);
    if (!isPumping) pumping = pump();
  }

  async function pump(): Promise<void> {
    isPumping = true;
    try {
      for (let effect = queue.shift(); effect !== undefined && !isOver; effect = queue.shift()) {
        const failed = await carryOut(workbench, effect, interruption.begin(effect));
        if (failed !== undefined) {
          queue.splice(0, queue.length, ...queue.filter(outlivesFailure));
          receive(failed);
        }
        if (effect.type === 'endSession') end.resolve(store.getState());
      }
    } catch (error) {
      // The engine is lost or refrom is wrong: remove what can be removed, and say so.
      if (isOver) return;
      isOver = true;
      await cleanUp(workbench).catch(() => undefined);
      end.reject(error instanceof Error ? error : new BugError(String(error)));
    } finally {
      isPumping = false;
      interruption.rest();
    }
  }

  function interrupt(): void {
    if (store.getState().status === 'running') interruption.request();
  }

  async function abort(): Promise<void> {
    if (isOver) return;
    receive({ type: 'session/interrupted', time: ports.clock.now() });
    isOver = true;
    interruption.abort();
    await cleanUp(workbench);
    end.resolve(store.getState());
  }
  return {
    getState: store.getState,
    subscribe: store.subscribe,
    dispatch: dispatchTo(receive, interrupt),
    begin: () => {
      receive({ type: 'session/started', plan: summarizePlan(start.plan), time: ports.clock.now() });
    },
    interrupt,
    report: tellOf(receive, ports),
    complete: (text, cursor) => askCompletion(workbench, { text, cursor }, enqueue),
    idle: () => pumping.then(() => (isOver ? end.promise.then(() => undefined) : undefined)),
    ...lookAt(
      workbench,
      betweenOrders(() => isPumping || isOver, enqueue),
    ),
    abort,
    ended: end.promise,
  };
}

/** All else that was to come stands on the state that is not there. */
const outlivesFailure = ({ type }: SessionEffect | Look): boolean => type === 'endSession' || type === 'look';

/** Who quits does not wait for what runs. */
const dispatchTo =
  (receive: (command: SessionCommand) => void, interrupt: () => void): RunningSession['dispatch'] =>
  (command) => {
    if (command.type === 'quit') interrupt();
    receive(command);
  };

const lookAt = (
  workbench: Workbench,
  whileStill: WhileStill,
): Pick<RunningSession, 'findStates' | 'findBase' | 'findLayers'> => ({
  findStates: (step, signal) => findStepStates(workbench, step, { signal, whileStill }),
  findBase: (step, signal) => findStageBase(workbench, stageOf(workbench, step), signal),
  findLayers: (signal) => findLayers(workbench, signal),
});

const tellOf =
  (receive: (input: SessionInput) => void, { clock }: Ports): RunningSession['report'] =>
  (message) => {
    receive({ type: 'problem/reported', message, time: clock.now() });
  };

/** Gives what is to be said where the state could not be kept. */
const carryOut = (
  workbench: Workbench,
  work: SessionEffect | Look,
  signal: AbortSignal,
): Promise<SessionEvent | undefined> => {
  if (work.type === 'look') return work.perform(signal).then(() => undefined);
  return performEffect(workbench, work, signal).then(
    () => undefined,
    (error: unknown) => describeUnkept(workbench, work, error),
  );
};

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
