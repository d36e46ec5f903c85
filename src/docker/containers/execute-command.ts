import type { Duplex, Readable } from 'node:stream';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Exec } from 'dockerode';
import type { OutputSink } from '../../engine/ports.js';
import { RefusedAnswer } from '../answer.js';
import type { ControlShells } from './control-shells.js';
import { demultiplex } from './demultiplex.js';
import { awaitExit, createExec, hasInput, hasStarted, type ExecRequest } from './exec.js';
import { holdFirstChunk } from './hold-first-chunk.js';
import { killOnAbort } from './kill-on-abort.js';
import { endLeftoversAtExit } from './watch-exit.js';

export interface CommandRun extends ExecRequest {
  readonly shells: ControlShells;
  readonly sink: OutputSink;
  readonly signal: AbortSignal | undefined;
}

const operation = 'run a command in the container';

export async function executeCommand(run: CommandRun): Promise<number> {
  const { connection, execution, signal, sink } = run;
  return connection.call(operation, signal, async () => {
    try {
      const exec = await createExec(run);
      const stream = await exec.start({ hijack: true, stdin: hasInput(connection, execution) });
      const stopFeeding = feed(stream, execution.input ?? '');
      try {
        return await followCommand(run, exec, stream);
      } finally {
        stopFeeding();
      }
    } catch (error) {
      // What the engine finds wrong before it begins, such as a user that is unknown in the container.
      if (error instanceof RefusedAnswer && error.status === 400)
        return reportNotStarted(error.message, sink);
      throw error;
    }
  });
}

/** Gives the function that leaves what was not read yet. */
function feed(stream: Duplex, input: string | NodeJS.ReadableStream): () => void {
  if (typeof input === 'string') {
    stream.end(input);
    return () => undefined;
  }
  input.pipe(stream);
  return () => {
    input.unpipe(stream);
    input.pause();
    stream.end();
  };
}

async function followCommand(run: CommandRun, exec: Exec, stream: Duplex): Promise<number> {
  const { shells, container, signal, sink } = run;
  const settled = new AbortController();
  // Both only help the stream to end; whatever fails in them shows there.
  const helpers = Promise.allSettled([
    killOnAbort(run, stream, settled.signal),
    endLeftoversAtExit(shells, container, settled.signal),
  ]);
  const held = holdFirstChunk(sink, () => hasStarted(exec));
  try {
    await passOutput(stream, held.sink);
    const { exitCode, started } = await awaitExit(exec, operation);
    signal?.throwIfAborted();
    return started ? exitCode : reportNotStarted(Buffer.from(held.take() ?? '').toString(), sink);
  } finally {
    settled.abort();
    held.release();
    // A kill that is on its way would hit the next command.
    await helpers;
  }
}

async function passOutput(stream: Readable, sink: OutputSink): Promise<void> {
  for await (const { stream: name, chunk } of demultiplex(stream as AsyncIterable<Buffer>)) {
    sink(name, chunk);
    await yieldToOthers();
  }
}

/** BuildKit's exit code for a command that cannot be started. */
function reportNotStarted(reason: string, sink: OutputSink): number {
  sink('stderr', Buffer.from(`${reason.trim() || 'the command could not be started'}\n`));
  return 1;
}
