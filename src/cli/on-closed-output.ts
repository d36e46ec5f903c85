/** Calls back when nobody reads the stream any more, which is no error of ours. Gives the function that stops watching. */
export function onClosedOutput(output: NodeJS.WritableStream, react: () => void): () => void {
  let isClosed = false;
  const listener = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
    if (!isClosed) react();
    isClosed = true;
  };
  output.on('error', listener);
  return () => {
    if (!isClosed) output.off('error', listener);
  };
}
