// One command as a RUN at this place would be: same user, folder, environment, arguments, mounts and network.
import { runAt } from '../plan/run-at.js';
import { formatCommand } from '../session/format-command.js';
import type { ExecutionRefused } from '../session/events.js';
import type { SessionEffect } from '../session/effects.js';
import { executeRun } from './execute/run.js';
import { dropLive } from './live-container.js';
import { isOfThePreparation, openShellRoom } from './open-shell.js';
import { createTextStreams } from './output-reporter.js';
import type { CommandStreams } from './ports.js';
import { saveBefore } from './save-before.js';
import { startLive } from './start-live.js';
import type { LiveContainer, Workbench } from './workbench.js';

type ExecuteOrder = Omit<Extract<SessionEffect, { type: 'executeCommand' }>, 'type'>;

export async function executeCommand(
  workbench: Workbench,
  order: ExecuteOrder,
  signal: AbortSignal,
): Promise<void> {
  const { emit, ports } = workbench;
  const { clock } = ports;
  const { step, command } = order;
  const begun = clock.elapsed();
  let hasStarted = false;
  const end = (exitCode: number): void => {
    const milliseconds = Math.round(clock.elapsed() - begun);
    emit({ type: 'execution/ended', step, exitCode, milliseconds, time: clock.now() });
  };
  try {
    const live = await openShellRoom(workbench, order, signal);
    await startLive(workbench, live, signal);
    const before = order.keeps ? await saveBefore(workbench, live, order, signal) : {};
    hasStarted = true;
    emit({ type: 'execution/started', step, text: formatCommand(command), ...before, time: clock.now() });
    end(await executeIn(workbench, live, order, signal));
  } catch (error) {
    if (signal.aborted && hasStarted) end(interruptedExitCode);
    else emit({ type: 'execution/refused', step, ...explain(workbench, error, signal), time: clock.now() });
  }
}

/** Throws what is not the command's matter: a lost engine, a defect of ours. */
function explain(
  workbench: Workbench,
  error: unknown,
  signal: AbortSignal,
): Pick<ExecutionRefused, 'message' | 'hint'> {
  if (signal.aborted) return { message: 'interrupted' };
  if (!isOfThePreparation(error, workbench)) throw error;
  const { message, hint } = error;
  return { message, ...(hint === undefined ? {} : { hint }) };
}

const interruptedExitCode = 130;

const given = ({ settings }: Workbench): Readonly<Record<string, string>> => settings.travel?.given ?? {};

async function executeIn(
  workbench: Workbench,
  live: LiveContainer,
  order: ExecuteOrder,
  signal: AbortSignal,
): Promise<number> {
  live.hasChanges = true;
  if (order.keeps) live.isHandmade = true;
  const told = createTextStreams((stream, text) => {
    const { step } = order;
    workbench.emit({ type: 'execution/output', step, stream, text, time: workbench.ports.clock.now() });
  });
  const streams: CommandStreams = workbench.ports.commandStreams ?? { output: told.sink };
  // A RUN's mounts, network and rights are those of its room already.
  const action = runAt(workbench.state().plan, order.step, order.command, given(workbench));
  try {
    return await executeRun(workbench, live, action, streams.output, signal, streams.input);
  } finally {
    told.flush();
    // What a failed step left cannot be made again.
    if (!order.keeps && !order.failed) dropLive(workbench);
  }
}
