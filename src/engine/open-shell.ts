// An interactive shell that equals the RUN at a step: same user, folder, environment, shell.
import { EngineError, MissingSourceError } from '../messages/errors.js';
import { isAttended } from './describe-failure.js';
import { environmentOf } from '../plan/scope.js';
import { fillOf } from './execute/execute-step.js';
import { executionOf } from './execute/run.js';
import { lentShell } from './own-container/mount-script.js';
import { openRoom } from './own-container/open-room.js';
import { openWreck } from './open-wreck.js';
import { reviveLive } from './revive.js';
import { startLive } from './start-live.js';
import type { Execution } from './ports.js';
import { prepareState } from './prepare-state.js';
import { stepOf } from './stage-images.js';
import type { LiveContainer, Workbench } from './workbench.js';

export interface ShellOrder {
  readonly step: number;
  /** In what the failed step left, instead of the clean state before the step. */
  readonly failed: boolean;
}

export async function openShell(workbench: Workbench, order: ShellOrder, signal: AbortSignal): Promise<void> {
  const { emit, ports } = workbench;
  const { clock } = ports;
  const { step } = order;
  if (ports.terminal === undefined) {
    emit({ type: 'problem/reported', message: 'a shell needs a terminal', time: clock.now() });
    return;
  }
  try {
    const live = await openShellRoom(workbench, order, signal);
    await startLive(workbench, live, signal);
    emit({ type: 'shell/opened', step, time: clock.now() });
    live.isHandmade = true;
    live.hasChanges = true;
    const execution = shellAt(workbench, step, live);
    const exitCode = await ports.terminal.lend((terminal) =>
      ports.containers.executeOnTerminal(live.id, execution, terminal, signal),
    );
    await endLeftovers(workbench, live);
    emit({ type: 'shell/closed', step, exitCode, time: clock.now() });
  } catch (error) {
    if (!isOfThePreparation(error) && !(error instanceof EngineError && isAttended(workbench))) throw error;
    emit({ type: 'problem/reported', message: `no shell: ${error.message}`, time: clock.now() });
  }
}

/** What was done in a shell is kept, also where its container was ended under it: its files outlive it. */
async function endLeftovers(workbench: Workbench, { id }: LiveContainer): Promise<void> {
  try {
    await workbench.ports.containers.endLeftovers(id);
  } catch (error) {
    if (error instanceof EngineError) await reviveLive(workbench);
    if (workbench.live?.id !== id) throw error;
  }
}

/** A room that cannot be had, or files for it that are missing; not a lost engine, and no defect of ours. */
export const isOfThePreparation = (error: unknown): error is EngineError | MissingSourceError =>
  error instanceof MissingSourceError || (error instanceof EngineError && error.failure !== 'lost');

/** The container that the step itself would run in, with its mounts; after the last step there is none to look at. */
export async function openShellRoom(
  workbench: Workbench,
  order: ShellOrder,
  signal: AbortSignal,
): Promise<LiveContainer> {
  const live = await openState(workbench, order, signal);
  const step = workbench.state().plan.steps[order.step];
  if (step === undefined) return live;
  const say = (message: string): void => {
    workbench.emit({ type: 'problem/reported', message, time: workbench.ports.clock.now() });
  };
  return openRoom(workbench, live, step, { fill: fillOf(workbench, signal), say }, signal);
}

async function openState(
  workbench: Workbench,
  { step, failed }: ShellOrder,
  signal: AbortSignal,
): Promise<LiveContainer> {
  const live = failed ? await openWreck(workbench, step, signal) : undefined;
  return live ?? prepareState(workbench, step, signal);
}

/** TERM is the one variable a RUN does not have: without it no full-screen program works. */
function shellAt(workbench: Workbench, id: number, live: LiveContainer): Execution {
  const { steps } = workbench.state().plan;
  const step = steps[id];
  const { after } = stepOf(workbench, id - 1);
  const { config } = after;
  const shell = config.Shell?.[0] ?? '/bin/sh';
  const own = step?.action.type === 'run' ? executionOf(step.action, live.own) : undefined;
  const environment = own?.environment ?? environmentOf(after);
  return {
    command: live.hasLentShell === true ? [`${lentShell}/busybox`, 'sh'] : [shell],
    environment: [...environment.filter((entry) => !entry.startsWith('TERM=')), 'TERM=xterm-256color'],
    workingDirectory: own?.workingDirectory ?? config.WorkingDir ?? '/',
    user: own?.user ?? config.User ?? '',
  };
}
