// `refrom debug --script`: the debugger under the hands of a script; what happens comes as JSON lines.
import process from 'node:process';
import { formatMessage } from '../../messages/code-frame.js';
import { DockerfileError } from '../../messages/errors.js';
import { problem } from '../../messages/message.js';
import { linesOf } from '../../messages/range.js';
import { formatFailure } from '../../report/failure.js';
import { formatJsonLine } from '../../report/json-lines.js';
import type { SessionFailed } from '../../session/events.js';
import type { SessionState } from '../../session/state.js';
import { isEvent } from '../../session/transition.js';
import type { DebugFlags } from '../debug-flags.js';
import { exitStatus } from '../exit-status.js';
import { keepStorage } from '../keep-storage.js';
import { nextCommands } from '../next-commands.js';
import { onClosedOutput } from '../on-closed-output.js';
import { openPlainProgress } from '../open-plain-progress.js';
import type { Project } from '../open-project.js';
import type { OpenedSession } from '../open-session.js';
import type { SessionWatch } from '../record/session-watch.js';
import { leave, runUnattended } from '../run-unattended.js';
import { checkPlaces } from '../script/check-places.js';
import { hearSession } from '../script/hear-session.js';
import { openScript, type OpenedScript } from '../script/open-script.js';
import { runScript, type ScriptEnd } from '../script/run-script.js';

export async function runDebugScript(
  contextPath: string,
  flags: DebugFlags,
  scriptPath: string,
  watch?: SessionWatch,
): Promise<number> {
  const script = await openScript(scriptPath, process.stdin);
  return runUnattended({
    contextPath,
    flags,
    request: ({ plan }) => {
      const messages = checkPlaces(script.lines, plan);
      if (messages.length > 0) throw new DockerfileError(script.path, script.text, messages);
      return { teaches: flags.teach };
    },
    use: (session, project) => use(session, { project, script, contextPath, flags, watch }),
  });
}

interface Run {
  readonly project: Project;
  readonly script: OpenedScript;
  readonly contextPath: string;
  readonly flags: DebugFlags;
  readonly watch: SessionWatch | undefined;
}

async function use(session: OpenedSession, run: Run): Promise<number> {
  const { project, script, flags, watch } = run;
  const stopWatching = onClosedOutput(process.stdout, () => void session.abort());
  let ended: SessionFailed | undefined;
  session.subscribe((input) => {
    if (input.type === 'session/failed') ended = input;
  });
  await printEvents(session, project, flags);
  watch?.begin(project, session);
  const room = {
    session: watched(session, watch),
    heard: hearSession(session),
    given: project.outline.options.buildArguments,
  };
  session.begin();
  const end = await runScript(script.lines, room, (record) => {
    process.stdout.write(`${JSON.stringify({ ...record, time: new Date().toISOString() })}\n`);
  });
  const state = session.getState();
  await leave(session);
  await session.remember(session.getState());
  for (const note of await keepStorage(project, flags, state)) process.stderr.write(`refrom: ${note}\n`);
  stopWatching();
  return conclude({ ...run, project: session.project() }, end, state, ended);
}

/** Who watches is given the time to see what each command came to. */
const watched = (session: OpenedSession, watch: SessionWatch | undefined): OpenedSession =>
  watch === undefined
    ? session
    : {
        ...session,
        idle: async () => {
          await session.idle();
          await watch.pause();
        },
      };

/** JSON lines are what a script is run for; plain progress comes beside them where it is asked for. */
async function printEvents(session: OpenedSession, project: Project, flags: DebugFlags): Promise<void> {
  const formatPlain = flags.progress === 'plain' ? await openPlainProgress(project, flags) : () => '';
  for (const warning of project.warnings) process.stderr.write(`refrom: ${warning}\n`);
  session.subscribe((input) => {
    if (!isEvent(input)) return;
    process.stdout.write(formatJsonLine(input));
    process.stderr.write(formatPlain(input));
  });
}

/** A failed step that the script does not expect is the failure of a build. */
function conclude(
  { project, script, contextPath, flags }: Run,
  { stopped, expectedFailure }: ScriptEnd,
  { failure }: SessionState,
  ended: SessionFailed | undefined,
): number {
  if (stopped !== undefined) {
    const message = problem('script-invalid', stopped.line.range, stopped.reason);
    process.stderr.write(`${formatMessage(script.path, linesOf(script.text), message)}\n`);
  }
  if (failure !== undefined && failure !== expectedFailure) {
    const { plan, source } = project;
    const commands = nextCommands(contextPath, flags);
    process.stderr.write(formatFailure({ plan, source, failure, ended, commands }));
    return exitStatus.buildFailed;
  }
  return stopped === undefined ? exitStatus.done : exitStatus.buildFailed;
}
