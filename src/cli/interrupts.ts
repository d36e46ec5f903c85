// Ctrl-C and its like: the first asks the session to stop and clean up, a second one does not wait.
import process from 'node:process';

export type InterruptSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

const signals: readonly InterruptSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Those that are meant for another program on the terminal do not count. Gives the function that stops listening. */
export function onInterrupt(
  react: (signal: InterruptSignal) => void,
  isForAnother: (signal: InterruptSignal) => boolean = () => false,
): () => void {
  const listeners = signals.map((signal) => {
    let count = 0;
    const listener = (): void => {
      if (isForAnother(signal)) return;
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
