import { setMaxListeners } from 'node:events';
import { exitStatus } from './exit-status.js';
import { onInterrupt } from './interrupts.js';

/** Ctrl-C aborts the signal; the exit status is then 130, once `use` has cleaned up and rejected. */
export async function interruptible(use: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const abort = new AbortController();
  setMaxListeners(0, abort.signal);
  const stopListening = onInterrupt(() => {
    abort.abort(new Error('interrupted'));
  });
  try {
    return await use(abort.signal);
  } catch (error) {
    if (abort.signal.aborted) return exitStatus.interrupted;
    throw error;
  } finally {
    stopListening();
  }
}
