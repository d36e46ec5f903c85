// `refrom build`: every step to the end, or to the first that fails.
import { setMaxListeners } from 'node:events';
import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { formatFailure } from '../../report/failure.js';
import { formatJsonLine } from '../../report/json-lines.js';
import type { SessionEvent, SessionFailed } from '../../session/events.js';
import type { SessionState } from '../../session/state.js';
import { isEvent } from '../../session/transition.js';
import type { BuildFlags } from '../build-flags.js';
import { exitStatus, judgeError } from '../exit-status.js';
import { keepStorage } from '../keep-storage.js';
import { onInterrupt } from '../interrupts.js';
import { nextCommands } from '../next-commands.js';
import { onClosedOutputs } from '../on-closed-output.js';
import { openPlainProgress } from '../open-plain-progress.js';
import { openProject, type Project } from '../open-project.js';
import { openSession, type OpenedSession } from '../open-session.js';
import type { SessionWatch } from '../record/session-watch.js';
import { refuseUnwritable } from '../refuse-unwritable.js';
import { pushFailure, pushReference, refuseToCarry } from '../push-failure.js';
import { rawTerminal } from '../raw-terminal.js';

export async function runBuild(
  contextPath: string,
  flags: BuildFlags & TeachFlag,
  watch?: SessionWatch,
): Promise<number> {
  const abort = new AbortController();
  setMaxListeners(0, abort.signal);
  const stop = (): void => {
    abort.abort(new Error('interrupted'));
  };
  let interrupt = stop;
  const stopListening = onInterrupt(() => {
    interrupt();
  });
  const stopWatching = onClosedOutputs(() => {
    interrupt();
  });
  try {
    await refuseUnwritable('--iidfile', flags.iidfile);
    const project = await openProject(contextPath, flags, abort.signal);
    for (const warning of project.warnings) say(flags, warning);
    const pushesTo = pushReference(flags.onFailure);
    if (pushesTo !== undefined) refuseToCarry(project, pushesTo, flags.allowArgs);
    const terminal = rawTerminal();
    const session = await openSession(project, flags, {
      interactive: false,
      signal: abort.signal,
      ...(terminal === undefined ? {} : { terminal }),
    });
    interrupt = () => void session.abort();
    watch?.begin(project, session);
    let failed: SessionFailed | undefined;
    const print = await createPrinter(project, flags);
    session.subscribe((input) => {
      if (!isEvent(input)) return;
      if (input.type === 'session/failed') failed = input;
      print(input);
    });
    session.begin();
    const state = await session.ended;
    // What is left to be stopped then is a push.
    interrupt = stop;
    return await conclude(state, { project, session, flags, contextPath, failed, signal: abort.signal });
  } catch (error) {
    if (abort.signal.aborted) return exitStatus.interrupted;
    throw error;
  } finally {
    stopListening();
    stopWatching();
  }
}

interface TeachFlag {
  /** Of `refrom debug` without a terminal. */
  readonly teach?: boolean;
}

/** JSON lines are what was asked for: standard output. Plain progress is told on the side: standard error. */
async function createPrinter(
  project: Project,
  flags: BuildFlags & TeachFlag,
): Promise<(event: SessionEvent) => void> {
  if (flags.progress === 'json') return (event) => process.stdout.write(formatJsonLine(event));
  if (flags.quiet) return () => undefined;
  const format = await openPlainProgress(project, flags);
  return (event) => {
    const text = format(event);
    if (text !== '') process.stderr.write(text);
  };
}

interface Conclusion {
  readonly project: Project;
  readonly session: OpenedSession;
  readonly flags: BuildFlags;
  readonly contextPath: string;
  readonly failed: SessionFailed | undefined;
  readonly signal: AbortSignal;
}

const say = (flags: BuildFlags, note: string): void => {
  if (!flags.quiet) process.stderr.write(`refrom: ${note}\n`);
};

async function conclude(
  state: SessionState,
  { project, session, flags, contextPath, failed, signal }: Conclusion,
): Promise<number> {
  const { image, failure } = state;
  await session.remember(state);
  for (const note of await keepStorage(project, flags, state)) say(flags, note);
  if (image !== undefined) {
    project.engine.close();
    if (flags.quiet) process.stdout.write(`${image.id}\n`);
    if (flags.iidfile !== undefined) await writeFile(flags.iidfile, image.id);
    return exitStatus.done;
  }
  if (failure === undefined) {
    project.engine.close();
    process.stderr.write('refrom: interrupted; what was checkpointed is kept, the same command carries on\n');
    return exitStatus.interrupted;
  }
  const commands = nextCommands(contextPath, flags);
  const pushed = await pushTravellers(project, flags, failed, signal);
  project.engine.close();
  const { engine: _, ...elsewhere } = flags;
  process.stderr.write(
    formatFailure({
      plan: project.plan,
      source: project.source,
      failure,
      ended: failed,
      commands,
      ...(pushed && { elsewhere: nextCommands(contextPath, { ...elsewhere, from: pushed }).debug }),
    }),
  );
  return signal.aborted ? exitStatus.interrupted : exitStatus.buildFailed;
}

/** Gives the reference they have; the build has failed in any case, so what stands in the way is only told. */
async function pushTravellers(
  { engine }: Project,
  flags: BuildFlags,
  failed: SessionFailed | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  const reference = pushReference(flags.onFailure);
  const { travellers } = failed ?? {};
  if (reference === undefined || travellers === undefined) return undefined;
  try {
    await pushFailure(engine.images, travellers, { reference, isAllowed: flags.allowArgs, signal });
    return reference;
  } catch (error) {
    process.stderr.write(
      signal.aborted
        ? `refrom: interrupted; ${reference} was not pushed, or not all that belongs to it\n`
        : judgeError(error).text,
    );
    return undefined;
  }
}
