// An interactive shell that equals the RUN at a step: same user, folder, environment, mounts, network.
import { EngineError, MissingSourceError, UsageError } from '../messages/errors.js';
import type { RunAction } from '../plan/action.js';
import { environmentOf } from '../plan/state/scope.js';
import { isAttended } from './describe-failure.js';
import type { ShellClosed } from '../session/events.js';
import { quoteForShell } from '../shell/quote-for-shell.js';
import { fillOf } from './execute/execute-step.js';
import { executionOf } from './execute/run.js';
import { openRoom } from './own-container/open-room.js';
import { openWreck } from './open-wreck.js';
import { endLeftoversOf } from './revive.js';
import { besideWreck } from './shell/beside-wreck.js';
import { equipShell, takeToldCommands, type EquippedShell } from './shell/equip-shell.js';
import { shellBanner } from './shell/shell-banner.js';
import { startLive } from './start-live.js';
import type { Execution, TerminalLender } from './ports.js';
import { prepareState } from './prepare-state.js';
import { stageOf, stepOf } from './stage-images.js';
import type { LiveContainer, Workbench } from './workbench.js';

export interface ShellOrder {
  readonly step: number;
  /** In what the failed step left, instead of the clean state before the step. */
  readonly failed: boolean;
  /** In the clean state, beside what the failed step left. */
  readonly look?: true;
}

export async function openShell(workbench: Workbench, order: ShellOrder, signal: AbortSignal): Promise<void> {
  const { emit, ports } = workbench;
  const { clock, terminal } = ports;
  const refuse = (message: string): void => {
    emit({ type: 'shell/refused', step: order.step, message, time: clock.now() });
  };
  if (terminal === undefined) {
    refuse('a shell needs a terminal');
    return;
  }
  const open = (): Promise<void> => useShell(workbench, order, terminal, signal);
  try {
    await (order.look === true ? besideWreck(workbench, open, signal) : open());
  } catch (error) {
    if (signal.aborted) refuse('no shell: interrupted');
    else if (isOfThePreparation(error, workbench)) refuse(`no shell: ${error.message}`);
    else throw error;
  }
}

async function useShell(
  workbench: Workbench,
  order: ShellOrder,
  lender: TerminalLender,
  signal: AbortSignal,
): Promise<void> {
  const { emit, ports } = workbench;
  const { clock, containers } = ports;
  const { step } = order;
  const look = order.look === true ? ({ look: true } as const) : {};
  const live = await openShellRoom(workbench, order, signal);
  await startLive(workbench, live, signal);
  const place = placeAt(workbench, step, live);
  const shell = await equipShell(containers, live, wishAt(workbench, step, place));
  // Who has quit meanwhile has the terminal back.
  signal.throwIfAborted();
  emit({ type: 'shell/opened', step, ...look, time: clock.now() });
  live.isHandmade = true;
  live.hasChanges = true;
  const used = lender.lend((terminal) => {
    terminal.output.write(bannerOf(workbench, order, { place, shell }, terminal.size().columns));
    return containers.executeOnTerminal(live.id, inShell(place, shell), terminal, signal);
  });
  const left = await used.then(
    (exitCode) => leaveShell(workbench, live, exitCode, signal),
    (error: unknown) => breakOff(workbench, error),
  );
  emit({ type: 'shell/closed', step, ...left, ...look, time: clock.now() });
}

type ShellLeft = Pick<ShellClosed, 'exitCode' | 'commands'>;

async function leaveShell(
  workbench: Workbench,
  live: LiveContainer,
  exitCode: number,
  signal: AbortSignal,
): Promise<ShellLeft> {
  await endLeftoversOf(workbench, live);
  return { exitCode, commands: await takeToldCommands(workbench.ports.containers, live, signal) };
}

/** The connection to it is lost: what was done in the shell is in the container all the same. */
function breakOff(workbench: Workbench, error: unknown): ShellLeft {
  if (!isOfThePreparation(error, workbench)) throw error;
  const message = `the shell broke off: ${error.message}`;
  workbench.emit({ type: 'problem/reported', message, time: workbench.ports.clock.now() });
  return { exitCode: 1 };
}

/**
 * A room that cannot be had, or files for it that are missing; no defect of ours. An engine that is lost, and what cannot
 * be read, only where somebody is there who can put it right.
 */
export function isOfThePreparation(
  error: unknown,
  workbench: Workbench,
): error is EngineError | MissingSourceError | UsageError {
  if (error instanceof MissingSourceError) return true;
  if (error instanceof EngineError && error.failure !== 'lost') return true;
  return (error instanceof EngineError || error instanceof UsageError) && isAttended(workbench);
}

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
  if (!failed) return prepareState(workbench, step, signal);
  const wreck = await openWreck(workbench, step, signal);
  if (wreck !== undefined) return wreck;
  const live = await prepareState(workbench, step, signal);
  // What is done in it is done to what a failed step left, if that is nothing: it is not the clean state any more.
  live.isDirty = true;
  return live;
}

type Place = Omit<Execution, 'command'>;

function placeAt(workbench: Workbench, id: number, live: LiveContainer): Place {
  const step = workbench.state().plan.steps[id];
  const { after } = stepOf(workbench, id - 1);
  if (step?.action.type === 'run') return executionOf(step.action, live.own);
  return {
    environment: environmentOf(after),
    workingDirectory: after.settings.WorkingDir ?? '/',
    user: after.settings.User ?? '',
  };
}

function wishAt(workbench: Workbench, id: number, { environment }: Place): Parameters<typeof equipShell>[2] {
  const action = workbench.state().plan.steps[id]?.action;
  const stageShell = stepOf(workbench, id - 1).after.settings.Shell?.[0] ?? '/bin/sh';
  return { stageShell, environment, script: action?.type === 'run' ? typedCommand(action) : undefined };
}

/** As a person would type it; of a file that only the RUN itself has, nothing. */
function typedCommand({ script, file, command }: RunAction): string | undefined {
  if (file !== undefined) return undefined;
  return (script ?? command.map(quoteForShell).join(' ')).trim();
}

/** TERM is the one variable a RUN does not have: without it no full-screen program works. */
const inShell = (place: Place, { command, environment }: EquippedShell): Execution => ({
  ...place,
  command,
  environment: [...environment.filter((entry) => !entry.startsWith('TERM=')), 'TERM=xterm-256color'],
});

function bannerOf(
  workbench: Workbench,
  { step: id, look }: ShellOrder,
  { place, shell }: { readonly place: Place; readonly shell: EquippedShell },
  columns: number,
): string {
  const { plan, failure } = workbench.state();
  const { user, workingDirectory: folder } = place;
  const { name: stage } = stageOf(workbench, Math.min(id, plan.steps.length - 1));
  const { recall, tellsCommands } = shell;
  const where = { stage, step: plan.steps[id], failure, isLook: look === true, user, folder };
  return shellBanner({ ...where, recall, tellsCommands }, columns);
}
