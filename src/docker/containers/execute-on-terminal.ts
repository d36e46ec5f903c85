import type { Duplex } from 'node:stream';
import type { Exec } from 'dockerode';
import type { TerminalLoan } from '../../engine/ports.js';
import { awaitExit, createExec, type ExecRequest } from './exec.js';

export interface TerminalRun extends Omit<ExecRequest, 'terminal'> {
  readonly terminal: TerminalLoan;
  readonly signal: AbortSignal | undefined;
}

const operation = 'open a shell in the container';

export async function executeOnTerminal(run: TerminalRun): Promise<number> {
  const { connection, terminal, signal } = run;
  return connection.call(operation, signal, async () => {
    const exec = await createExec({ ...run, terminal: terminal.size() });
    const stream = await exec.start({
      hijack: true,
      stdin: true,
      Tty: true,
      abortSignal: signal,
    });
    const stopResizing = followSize(exec, terminal);
    try {
      await join(stream, terminal);
    } finally {
      stopResizing();
      stream.destroy();
    }
    const { exitCode } = await awaitExit(exec, operation);
    return exitCode;
  });
}

function followSize(exec: Exec, terminal: TerminalLoan): () => void {
  const resize = () => {
    const { columns, rows } = terminal.size();
    // A command that just ended has no size any more.
    exec.resize({ w: columns, h: rows }).catch(() => undefined);
  };
  resize();
  return terminal.onResize(resize);
}

/** Until the command's end of it ends; the user's input and output stay open. */
async function join(stream: Duplex, { input, output }: TerminalLoan): Promise<void> {
  input.pipe(stream, { end: false });
  stream.pipe(output, { end: false });
  try {
    await new Promise<void>((resolve, reject) => {
      stream.once('end', resolve);
      stream.once('close', resolve);
      stream.once('error', reject);
    });
  } finally {
    input.unpipe(stream);
    input.pause();
  }
}
