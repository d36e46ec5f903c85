// `refrom debug`'s interface: draws the session's state, collects its output, and turns keys into commands.
import type { DebuggerHost } from './debugger-host.js';
import { createDrawScheduler } from './draw-scheduler.js';
import { openWindow } from './open-window.js';
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

  const carryOut = (asked: KeyRequest | undefined): void => {
    if (asked?.type === 'command') host.dispatch(asked.command);
    else if (asked?.type === 'interrupt') host.interrupt();
    else if (asked?.type === 'redraw') window.forget();
    else if (asked?.type === 'editInstruction') void editInstruction(asked.text);
  };
  const editInstruction = async (text: string): Promise<void> => {
    const instruction = await host.editText?.(text);
    if (instruction !== undefined && host.getState().fix !== undefined)
      host.dispatch({ type: 'proposeFix', instruction });
  };
  const takeSize = (): void => {
    window.update({ type: 'resize', size: screen.size() });
    window.forget();
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
  return { ended: end.promise, lender: { lend }, close };
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
