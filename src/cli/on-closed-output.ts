// Output that nobody reads any more (`refrom … | head`), which is no error of ours.
import process from 'node:process';

const closed: readonly (string | undefined)[] = ['EPIPE', 'EIO'];

/** Calls back when nobody reads the stream any more. Gives the function that stops watching. */
export function onClosedOutput(output: NodeJS.WritableStream, react: () => void): () => void {
  let isClosed = false;
  const listener = (error: NodeJS.ErrnoException): void => {
    if (!closed.includes(error.code)) throw error;
    if (!isClosed) react();
    isClosed = true;
  };
  output.on('error', listener);
  return () => {
    if (!isClosed) output.off('error', listener);
  };
}

/** The same for standard output and standard error, whichever is closed first. */
export function onClosedOutputs(react: () => void): () => void {
  const stops = [process.stdout, process.stderr].map((output) => onClosedOutput(output, react));
  return () => {
    for (const stop of stops) stop();
  };
}
