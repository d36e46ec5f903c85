// One command as a RUN at this place would be: same user, folder, environment, arguments, mounts and network.
import { EngineError } from '../messages/errors.js';
import type { RunAction } from '../plan/action.js';
import { commandVector } from '../plan/lower/command.js';
import { runSettings } from '../plan/run-settings.js';
import { formatCommand } from '../session/format-command.js';
import type { CommandText } from '../session/commands.js';
import type { ExecutionRefused } from '../session/events.js';
import { executeRun } from './execute/run.js';
import { dropLive } from './live-container.js';
import { openShellRoom } from './open-shell.js';
import { createTextStreams } from './output-reporter.js';
import type { CommandStreams } from './ports.js';
import { stepOf } from './stage-images.js';
import { startLive } from './start-live.js';
import type { LiveContainer, Workbench } from './workbench.js';

export interface ExecuteOrder {
  readonly step: number;
  /** In what the failed step left, instead of the clean state before the step. */
  readonly failed: boolean;
  readonly command: CommandText;
  readonly keeps: boolean;
}

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
    hasStarted = true;
    emit({ type: 'execution/started', step, text: formatCommand(command), time: clock.now() });
    end(await executeIn(workbench, live, order, signal));
  } catch (error) {
    if (signal.aborted && hasStarted) end(interruptedExitCode);
    else emit({ type: 'execution/refused', step, ...explain(error, signal), time: clock.now() });
  }
}

/** Throws what is not the command's matter: a lost engine, a defect of ours. */
function explain(error: unknown, signal: AbortSignal): Pick<ExecutionRefused, 'message' | 'hint'> {
  if (signal.aborted) return { message: 'interrupted' };
  if (!(error instanceof EngineError) || error.failure === 'lost') throw error;
  const { message, hint } = error;
  return { message, ...(hint === undefined ? {} : { hint }) };
}

const interruptedExitCode = 130;

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
  const action = actionAt(workbench, order);
  try {
    return await executeRun(workbench, live, action, streams.output, signal, streams.input);
  } finally {
    told.flush();
    // What a failed step left cannot be made again.
    if (!order.keeps && !order.failed) dropLive(workbench);
  }
}

/** A RUN's mounts, network and rights are those of its room already. */
function actionAt(workbench: Workbench, { step: id, command: text }: ExecuteOrder): RunAction {
  const { after } = stepOf(workbench, id - 1);
  const own = workbench.state().plan.steps[id]?.action;
  const command = commandVector(text.form === 'exec' ? { form: 'exec', arguments: text.words } : text, after);
  if (own?.type === 'run') {
    const { file, script, ...settings } = own;
    return { ...settings, command };
  }
  const settings = runSettings(after, workbench.settings.travel?.given ?? {});
  return { type: 'run', command, mounts: [], network: 'default', security: 'sandbox', ...settings };
}
