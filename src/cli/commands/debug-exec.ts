// `refrom debug --exec`: one command in the state before a step; its outputs and exit code are those of the program.
import process from 'node:process';
import type { CommandStreams } from '../../engine/ports.js';
import { EngineError, UsageError } from '../../messages/errors.js';
import { formatFailure } from '../../report/failure.js';
import { createPlainProgress } from '../../report/plain-progress.js';
import type { SessionFailed } from '../../session/events.js';
import { isEvent, type SessionInput } from '../../session/transition.js';
import type { BuildFlags } from '../build-flags.js';
import type { ExecOrder } from '../debug-flags.js';
import { exitStatus } from '../exit-status.js';
import { keepStorage } from '../keep-storage.js';
import { nextCommands } from '../next-commands.js';
import type { Project } from '../open-project.js';
import type { OpenedSession } from '../open-session.js';
import { onClosedOutput } from '../on-closed-output.js';
import { readPlace, type Place } from '../read-place.js';
import { leave, runUnattended, tellSession } from '../run-unattended.js';

export async function runDebugExec(
  contextPath: string,
  flags: BuildFlags,
  order: ExecOrder,
): Promise<number> {
  let place: Place | undefined;
  const isPlain = flags.progress === 'plain';
  return runUnattended({
    contextPath,
    // Its one pause is the goal.
    flags: { ...flags, break: [] },
    request: (project) => {
      place = readPlace(order.at, project.plan);
      return { goal: place.goal, commandStreams: streamsFor(contextPath, flags) };
    },
    use: async (session, project) => {
      if (isPlain) session.subscribe(plainPrinter(project, flags));
      const status = await execute(session, {
        project,
        order,
        contextPath,
        flags,
        isFailure: place?.isFailure ?? false,
      });
      await leave(session);
      await project.hashes.save().catch(() => undefined);
      const notes = await keepStorage(project, flags, session.getState());
      if (isPlain) for (const note of notes) process.stderr.write(`refrom: ${note}\n`);
      return status;
    },
  });
}

interface Execution {
  readonly project: Project;
  readonly order: ExecOrder;
  readonly contextPath: string;
  readonly flags: BuildFlags;
  /** The goal is the first step that fails. */
  readonly isFailure: boolean;
}

async function execute(session: OpenedSession, execution: Execution): Promise<number> {
  const { order, isFailure } = execution;
  session.begin();
  // With --from it can stand at a failure.
  if (session.getState().failure !== undefined && !isFailure) await tellSession(session, { type: 'back' });
  const { failure, position, goal } = session.getState();
  if (failure === undefined && position !== goal) await tellSession(session, { type: 'continue' });
  const hasFailed = session.getState().failure !== undefined;
  if (hasFailed && !isFailure) return reportFailure(session, execution);
  if (!hasFailed && isFailure)
    throw new UsageError('--at fail: no step fails, the build comes to its end', 'name a line: --at LINE');
  if (hasFailed && !order.wreck) await tellSession(session, { type: 'back' });
  return runCommand(session, order.words);
}

async function runCommand(session: OpenedSession, words: readonly string[]): Promise<number> {
  // The first one counts.
  const ends: (number | EngineError)[] = [];
  session.subscribe((input) => {
    if (input.type === 'execution/ended') ends.push(input.exitCode);
    if (input.type === 'execution/refused') ends.push(refusalOf(input));
  });
  const stopWatching = onClosedOutput(process.stdout, () => {
    // It is what the command would have ended with.
    ends.push(brokenPipe);
    session.interrupt();
  });
  await tellSession(session, { type: 'execute', command: { form: 'exec', arguments: words }, keeps: false });
  stopWatching();
  const [end = exitStatus.interrupted] = ends;
  if (end instanceof EngineError) throw end;
  return end;
}

/** As if the command had written there itself: 128 and the number of SIGPIPE. */
const brokenPipe = 141;

const refusalOf = ({ message, hint }: Extract<SessionInput, { type: 'execution/refused' }>): EngineError =>
  new EngineError('run the command', 'refused', message, hint === undefined ? {} : { hint });

/** A step on the way to the place. */
async function reportFailure(
  session: OpenedSession,
  { project, contextPath, flags }: Execution,
): Promise<number> {
  const { failure } = session.getState();
  let ended: SessionFailed | undefined;
  session.subscribe((input) => {
    if (input.type === 'session/failed') ended = input;
  });
  await leave(session);
  if (failure === undefined) return exitStatus.buildFailed;
  const { plan, source } = project;
  const commands = nextCommands(contextPath, flags);
  process.stderr.write(formatFailure({ plan, source, failure, ended, commands }));
  return exitStatus.buildFailed;
}

function plainPrinter(project: Project, flags: BuildFlags): (input: SessionInput) => void {
  for (const warning of project.warnings) process.stderr.write(`refrom: ${warning}\n`);
  const format = createPlainProgress(project.plan, { why: flags.why });
  return (input) => {
    if (isEvent(input)) process.stderr.write(format(input));
  };
}

/** Standard input is the command's where nobody types there, and nothing else has read it. */
function streamsFor(contextPath: string, { file }: BuildFlags): CommandStreams {
  const isFree = contextPath !== '-' && file !== '-' && !process.stdin.isTTY;
  return {
    output: (stream, chunk) => process[stream].write(chunk),
    ...(isFree ? { input: process.stdin } : {}),
  };
}
