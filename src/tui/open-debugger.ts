// `refrom debug`'s interface: draws the session's state, collects its output, and turns keys into commands.
import type { LineCompletion } from '../session/line-completion.js';
import type { DebuggerHost } from './debugger-host.js';
import { editInstruction } from './edit-instruction.js';
import { createDrawScheduler } from './draw-scheduler.js';
import type { EditedLine } from './edit-line.js';
import { openWindow, type DebuggerWindow } from './open-window.js';
import type { KeyRequest } from './press-key.js';
import { openTerminal, type DebuggerTerminal, type TerminalScreen } from './terminal.js';

export interface OpenDebugger {
  /** Resolves when the session has ended or `close` was called, the terminal restored; rejects with a defect of ours. */
  readonly ended: Promise<void>;
  /** Lends the terminal, as the engine's port asks it. */
  readonly lender: Pick<TerminalScreen, 'lend'>;
  /** Restores the terminal at once, on any way out; the session is not touched. */
  close(): void;
}

/** Between two frames of a step that runs and prints nothing: the time and the spinner move. */
const animationMilliseconds = 100;

/** The first frame is drawn before this returns. */
export function openDebugger(host: DebuggerHost, terminal: DebuggerTerminal): OpenDebugger {
  const end = createEnd();
  const screen = openTerminal(terminal, {
    onKey: (key) => {
      guard(() => {
        carryOut(window.press(key));
        scheduler.drawNow();
      });
    },
    onResize: () => {
      guard(takeSize);
    },
    onGone: () => {
      if (host.getState().status !== 'ended') host.dispatch({ type: 'quit' });
    },
  });
  const window = openWindow(host, terminal, screen.size(), screen.write);
  const scheduler = createDrawScheduler(() => {
    if (!screen.isShown()) return;
    guard(window.draw);
    if (host.getState().status === 'running') scheduler.requestAfter(animationMilliseconds);
  }, Date.now);
  const unsubscribe = host.subscribe((input) => {
    guard(() => {
      window.record(input);
    });
    if (host.getState().status === 'ended') close();
    else scheduler.request();
  });
  drawAnswers(host, screen, scheduler);

  const carryOut = (asked: KeyRequest | undefined): void => {
    if (asked?.type === 'redraw') window.forget();
    else if (asked?.type === 'editInstruction') editInstruction(host, asked.text).catch(end.reject);
    else if (asked?.type === 'complete') completeLine(asked.line).catch(end.reject);
    else if (asked !== undefined) askHost(host, asked);
  };
  const completeLine = async (line: EditedLine): Promise<void> => {
    window.update({ type: 'completed', line, completion: await findCompletion(host, line) });
    scheduler.request();
  };
  const takeSize = (): void => {
    window.resize(screen.size());
    scheduler.drawNow();
  };
  const lend: TerminalScreen['lend'] = async (use) => {
    try {
      return await screen.lend(use);
    } finally {
      guard(takeSize);
    }
  };
  /** A defect of ours must not leave the terminal in a state that its user cannot work with. */
  const guard = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      end.reject(error);
      close();
    }
  };
  function close(): void {
    scheduler.stop();
    unsubscribe();
    window.close();
    screen.close();
    end.resolve();
  }

  scheduler.drawNow();
  colorScripts(host, window, scheduler);
  return { ended: end.promise, lender: { lend }, close };
}

/** Without what reads them, scripts stay as they are. */
function colorScripts(
  host: DebuggerHost,
  window: Pick<DebuggerWindow, 'colorScripts'>,
  scheduler: { request(): void },
): void {
  host.loadScriptTokens?.().then(
    (readTokens) => {
      window.colorScripts(readTokens);
      scheduler.request();
    },
    () => undefined,
  );
}

function askHost(
  host: DebuggerHost,
  asked: Exclude<KeyRequest, { type: 'redraw' | 'complete' | 'editInstruction' }>,
): void {
  if (asked.type === 'command') host.dispatch(asked.command);
  else if (asked.type === 'interrupt') host.interrupt();
  else if (asked.type === 'edit') host.edit?.(asked.line);
  else if (asked.type === 'nameCheckpoint') host.nameCheckpoint?.(asked.image, asked.name);
  else askFiles(host, asked);
}

/** What cannot be found completes nothing. */
const findCompletion = async (host: DebuggerHost, { text, cursor }: EditedLine): Promise<LineCompletion> =>
  (await host.complete?.(text, cursor).catch(() => undefined)) ?? { start: cursor, candidates: [] };

function drawAnswers(
  { files }: DebuggerHost,
  screen: Pick<TerminalScreen, 'isShown'>,
  scheduler: { request(): void },
): void {
  files.subscribe(() => {
    if (screen.isShown()) scheduler.request();
  });
}

function askFiles({ files }: DebuggerHost, asked: Extract<KeyRequest, { type: 'ask' | 'extract' }>): void {
  if (asked.type === 'ask') files.ask(asked.question);
  else files.extract(asked.place);
}

function createEnd(): { promise: Promise<void>; resolve: () => void; reject: (error: unknown) => void } {
  let resolve!: () => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<void>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
