// A session without an engine: the real state machine, and steps that do what a script says.
import type { DebuggerHost } from '../../src/tui/debugger-host.js';
import type { TerminalLoan } from '../../src/tui/terminal.js';
import type { Step } from '../../src/plan/plan.js';
import type { SessionEffect } from '../../src/session/effects.js';
import { summarizePlan } from '../../src/session/events.js';
import { createSession, type SessionOptions, type SessionState } from '../../src/session/state.js';
import { isEvent, transition, type SessionInput } from '../../src/session/transition.js';
import { planReplaced } from './plan-replaced.js';
import { planOf } from './plan-of.js';

export interface FakeStep {
  readonly output?: Iterable<string> | AsyncIterable<string>;
  /** Not 0 fails the step. */
  readonly exitCode?: number;
  readonly hint?: string;
  readonly milliseconds?: number;
  readonly bytes?: number;
}

export interface FakeHostOptions {
  readonly path?: string;
  /** What each step does, the first time, the second and so on. */
  readonly script?: (step: Step, attempt: number) => FakeStep;
  readonly session?: Partial<SessionOptions>;
  readonly now?: () => number;
  /** What a user does in the shell. */
  readonly shell?: (terminal: TerminalLoan) => Promise<number>;
}

export interface FakeHost extends DebuggerHost {
  /** All that happened, commands included. */
  readonly inputs: readonly SessionInput[];
  /** Lines at which the editor was asked for. */
  readonly edited: readonly number[];
  begin(): void;
  /** Resolves when nothing is left to do. */
  settled(): Promise<void>;
  lender?: { lend<Result>(use: (terminal: TerminalLoan) => Promise<Result>): Promise<Result> };
}

export function createFakeHost(text: string, options: FakeHostOptions = {}): FakeHost {
  let plan = planOf(text);
  let state: SessionState = createSession(plan, { interactive: true, ...options.session });
  const listeners = new Set<(input: SessionInput) => void>();
  const queue: SessionEffect[] = [];
  const inputs: SessionInput[] = [];
  const edited: number[] = [];
  const attempts = new Map<number, number>();
  const time = (): string => new Date(options.now?.() ?? Date.now()).toISOString();
  let interruption = new AbortController();
  let work: Promise<void> = Promise.resolve();
  let isWorking = false;

  const receive = (input: SessionInput): void => {
    // A host that is asked on after its end would do harm with a real engine.
    if (state.status === 'ended' && !isEvent(input)) throw new Error(`${input.type} after the end`);
    inputs.push(input);
    const next = transition(state, input);
    state = next.state;
    queue.push(...next.effects);
    for (const listener of listeners) listener(input);
    if (!isWorking) work = carryOut();
  };

  const carryOut = async (): Promise<void> => {
    isWorking = true;
    for (let effect = queue.shift(); effect !== undefined; effect = queue.shift()) await perform(effect);
    isWorking = false;
  };

  const perform = async (effect: SessionEffect): Promise<void> => {
    const step = 'step' in effect ? plan.steps[effect.step] : undefined;
    if (effect.type === 'runStep' && step !== undefined) await runStep(step, effect);
    else if (effect.type === 'takeCheckpoint' && step !== undefined) takeCheckpoint(step, effect.handmade);
    else if (effect.type === 'skipStep' && step !== undefined)
      receive({
        type: 'step/skipped',
        step: step.id,
        stage: String(step.stage),
        line: step.line,
        text: step.text,
        time: time(),
      });
    else if (effect.type === 'replan') {
      const before = state.plan;
      receive({ ...planReplaced(before, effect.text ?? text), time: time() });
      plan = state.plan;
    } else if (effect.type === 'openShell') await openShell(effect.step);
    else if (effect.type === 'writeResume')
      receive({ type: 'resume/written', path: 'Dockerfile.refrom', line: step?.line ?? 0, time: time() });
    else if (effect.type === 'finishImage')
      receive({
        type: 'session/finished',
        image: 'sha256:0123456789abcdef',
        tags: [],
        milliseconds: 9,
        time: time(),
      });
  };

  const scriptOf = (step: Step): FakeStep => options.script?.(step, attempts.get(step.id) ?? 0) ?? {};

  const runStep = async (step: Step, { reuse, from }: { reuse: boolean; from: 'clean' | 'live' }) => {
    const { id, line, text: words } = step;
    receive({ type: 'step/started', step: id, stage: String(step.stage), line, text: words, time: time() });
    if (reuse) {
      receive({ type: 'step/succeeded', step: id, milliseconds: 0, reused: true, from, time: time() });
      return;
    }
    attempts.set(id, (attempts.get(id) ?? 0) + 1);
    const { output = [], exitCode = 0, hint, milliseconds = 1200 } = scriptOf(step);
    interruption = new AbortController();
    for await (const piece of output) {
      if (interruption.signal.aborted) break;
      receive({ type: 'step/output', step: id, stream: 'stdout', text: piece, time: time() });
    }
    const code = interruption.signal.aborted ? 130 : exitCode;
    if (code === 0)
      receive({ type: 'step/succeeded', step: id, milliseconds, reused: false, from, time: time() });
    else
      receive({
        type: 'step/failed',
        step: id,
        line,
        exitCode: code,
        message: interruption.signal.aborted
          ? 'interrupted'
          : `${step.keyword} failed with exit code ${code}`,
        tail: [],
        time: time(),
        ...(hint === undefined ? {} : { hint }),
      });
  };

  const takeCheckpoint = ({ id, line, stage }: Step, handmade: boolean): void => {
    const image = `refrom/app:${stage}-L${line}-0badcafe`;
    const bytes = scriptOf(plan.steps[id]!).bytes ?? 1_200_000;
    receive({ type: 'checkpoint/taken', step: id, image, milliseconds: 5, bytes, handmade, time: time() });
  };

  const openShell = async (step: number): Promise<void> => {
    receive({ type: 'shell/opened', step, time: time() });
    const exitCode = (await host.lender?.lend(options.shell ?? (() => Promise.resolve(0)))) ?? 0;
    receive({ type: 'shell/closed', step, exitCode, time: time() });
  };

  const host: FakeHost = {
    source: { path: options.path ?? 'Dockerfile', text },
    engineName: 'docker 28.5',
    explain: (step) => [`what step ${step} does`],
    inputs,
    edited,
    edit: (line) => {
      edited.push(line);
    },
    getState: () => state,
    dispatch: receive,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    interrupt: () => {
      interruption.abort();
    },
    begin: () => {
      receive({ type: 'session/started', plan: summarizePlan(plan), time: time() });
    },
    settled: async () => {
      while (isWorking) await work;
    },
  };
  return host;
}
