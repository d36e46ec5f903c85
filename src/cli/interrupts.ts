// Ctrl-C and its like: the first asks the session to stop and clean up, a second one does not wait.
import process from 'node:process';

export type InterruptSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

const signals: readonly InterruptSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Gives the function that stops listening. */
export function onInterrupt(react: (signal: InterruptSignal) => void): () => void {
  const listeners = signals.map((signal) => {
    let count = 0;
    const listener = (): void => {
      count += 1;
      if (count > 1) process.exit(130);
      react(signal);
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => {
    for (const stop of listeners) stop();
  };
}
