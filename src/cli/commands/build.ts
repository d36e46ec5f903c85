// `refrom build`: every step to the end, or to the first that fails.
import { setMaxListeners } from 'node:events';
import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { formatFailure } from '../../report/failure.js';
import { formatJsonLine } from '../../report/json-lines.js';
import { createPlainProgress } from '../../report/plain-progress.js';
import type { SessionEvent, SessionFailed } from '../../session/events.js';
import type { SessionState } from '../../session/state.js';
import { isEvent } from '../../session/transition.js';
import type { BuildFlags } from '../build-flags.js';
import { exitStatus } from '../exit-status.js';
import { keepStorage } from '../keep-storage.js';
import { onInterrupt } from '../interrupts.js';
import { nextCommands } from '../next-commands.js';
import { openProject, type Project } from '../open-project.js';
import { openSession, type OpenedSession } from '../open-session.js';
import { rawTerminal } from '../raw-terminal.js';

export async function runBuild(contextPath: string, flags: BuildFlags): Promise<number> {
  const abort = new AbortController();
  setMaxListeners(0, abort.signal);
  let interrupt = (): void => {
    abort.abort(new Error('interrupted'));
  };
  const stopListening = onInterrupt(() => {
    interrupt();
  });
  try {
    const project = await openProject(contextPath, flags, abort.signal);
    for (const warning of project.warnings) say(flags, warning);
    const terminal = rawTerminal();
    const session = await openSession(project, flags, {
      interactive: false,
      signal: abort.signal,
      ...(terminal === undefined ? {} : { terminal }),
    });
    interrupt = () => void session.abort();
    let failed: SessionFailed | undefined;
    const print = createPrinter(project, flags);
    session.subscribe((input) => {
      if (!isEvent(input)) return;
      if (input.type === 'session/failed') failed = input;
      print(input);
    });
    session.begin();
    return await conclude(await session.ended, { project, session, flags, contextPath, failed });
  } catch (error) {
    if (abort.signal.aborted) return exitStatus.interrupted;
    throw error;
  } finally {
    stopListening();
  }
}

/** JSON lines are what was asked for: standard output. Plain progress is told on the side: standard error. */
function createPrinter(project: Project, flags: BuildFlags): (event: SessionEvent) => void {
  if (flags.progress === 'json') return (event) => process.stdout.write(formatJsonLine(event));
  if (flags.quiet) return () => undefined;
  const format = createPlainProgress(project.plan, { why: flags.why });
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
}

const say = (flags: BuildFlags, note: string): void => {
  if (!flags.quiet) process.stderr.write(`refrom: ${note}\n`);
};

async function conclude(
  state: SessionState,
  { project, session, flags, contextPath, failed }: Conclusion,
): Promise<number> {
  const { image, failure } = state;
  await session.remember(state);
  for (const note of await keepStorage(project, flags, state)) say(flags, note);
  project.engine.close();
  if (image !== undefined) {
    if (flags.quiet) process.stdout.write(`${image.id}\n`);
    if (flags.iidfile !== undefined) await writeFile(flags.iidfile, image.id);
    return exitStatus.done;
  }
  if (failure === undefined) {
    process.stderr.write('refrom: interrupted; what was checkpointed is kept, the same command carries on\n');
    return exitStatus.interrupted;
  }
  const commands = nextCommands(contextPath, flags);
  process.stderr.write(
    formatFailure({ plan: project.plan, source: project.source, failure, ended: failed, commands }),
  );
  return exitStatus.buildFailed;
}
