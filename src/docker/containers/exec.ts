import { setTimeout as sleep } from 'node:timers/promises';
import type { Exec } from 'dockerode';
import type { Execution, TerminalLoan } from '../../engine/ports.js';
import { EngineError } from '../../messages/errors.js';
import type { Connection } from '../connection.js';
import type { ExecEnvironments } from './exec-environments.js';

export interface ExecRequest {
  readonly connection: Connection;
  readonly environments: ExecEnvironments;
  readonly container: string;
  readonly execution: Execution;
  /** What its terminal begins with, where it has one. Engines before API 1.42 do not know of it. */
  readonly terminal?: ReturnType<TerminalLoan['size']>;
}

export async function createExec(request: ExecRequest): Promise<Exec> {
  const { connection, environments, container, execution, terminal } = request;
  return connection.docker.getContainer(container).exec({
    Cmd: [...execution.command],
    Env: await environments.toExact(container, execution.environment),
    WorkingDir: execution.workingDirectory,
    User: execution.user || '0',
    Tty: terminal !== undefined,
    ...(terminal === undefined ? {} : { ConsoleSize: [terminal.rows, terminal.columns] }),
    AttachStdin: terminal !== undefined || hasInput(connection, execution),
    AttachStdout: true,
    AttachStderr: true,
  });
}

/**
 * Standard input is an empty pipe in `docker build`, and some programs tell it from /dev/null. Only on Windows' pipes
 * it cannot be: they have no way to say that no more will come.
 */
export function hasInput({ host }: Connection, { input }: Execution): boolean {
  return input !== undefined || !host.startsWith('npipe:');
}

export interface ExecEnd {
  readonly exitCode: number;
  /** False if the engine could not start the program. */
  readonly started: boolean;
}

/** The engine answers only when it is over with starting the command, well or not. */
export async function hasStarted(exec: Exec): Promise<boolean> {
  const { Pid } = await exec.inspect();
  return Pid !== 0;
}

/** The command may end later than its outputs: a command can close them. */
export async function awaitExit(exec: Exec, operation: string): Promise<ExecEnd> {
  for (let pause = 1; ; pause = Math.min(2 * pause, 200)) {
    const { Running, ExitCode, Pid } = await exec.inspect();
    if (!Running) return { exitCode: ExitCode ?? failUnknown(operation), started: Pid !== 0 };
    await sleep(pause);
  }
}

function failUnknown(operation: string): never {
  throw new EngineError(operation, 'lost', `cannot ${operation}: the engine does not know how it ended`);
}
