// `refrom debug`: the session under the user's hands. Without a terminal it is a build that says what it does.
import process from 'node:process';
import { UsageError } from '../../messages/errors.js';
import type { RunningSession } from '../../engine/run-session.js';
import type { DebuggerHost } from '../../tui/debugger-host.js';
import type { explainForDebugger } from '../explain-for-debugger.js';
import type { openDebugger } from '../../tui/open-debugger.js';
import type { SessionFailed } from '../../session/events.js';
import type { BuildFlags } from '../build-flags.js';
import type { DebugFlags } from '../debug-flags.js';
import { createDockerfileEditing } from '../edit-dockerfile.js';
import { debuggerTerminal } from '../debugger-terminal.js';
import { exitStatus } from '../exit-status.js';
import { formatFarewell } from '../format-farewell.js';
import { followInputs } from '../follow-inputs.js';
import { openCommands, type KeptCommands } from '../kept-commands.js';
import { openKeySettings } from '../open-key-settings.js';
import type { KeySettings } from '../../tui/rebind-keys.js';
import { keepStorage } from '../keep-storage.js';
import { onInterrupt } from '../interrupts.js';
import { nameForDebugger } from '../name-for-debugger.js';
import { nextCommands } from '../next-commands.js';
import { openProject, type Project } from '../open-project.js';
import { openSession } from '../open-session.js';
import { opensDebugger } from '../opens-debugger.js';
import type { SessionWatch } from '../record/session-watch.js';
import { pushReference } from '../push-failure.js';
import { noteExtractions } from '../step-files/note-extractions.js';
import { openStepFiles } from '../step-files/open-step-files.js';
import { loadScriptTokens } from '../script-reader.js';
import { runBuild } from './build.js';

export async function runDebug(
  contextPath: string,
  flags: DebugFlags,
  watch?: SessionWatch,
): Promise<number> {
  if (!opensDebugger(flags)) {
    if (flags.progress === 'auto')
      process.stderr.write('refrom: no terminal here; going on as a plain build\n');
    return runBuild(contextPath, flags, watch);
  }
  if (pushReference(flags.onFailure) !== undefined)
    throw new UsageError(
      '--on-failure push is for builds that nobody watches',
      'here, leave it out; refrom checkpoints push sends a state on',
    );
  const keySettings = await openKeySettings();
  const abort = new AbortController();
  // The interface takes as long to load as the engine takes to answer.
  const [project, tui, { explainForDebugger }] = await Promise.all([
    openProject(contextPath, flags, abort.signal),
    import('../../tui/open-debugger.js'),
    import('../explain-for-debugger.js'),
  ]);
  const opened = { project, openView: tui.openDebugger, explainForDebugger, keySettings, watch };
  return runInteractive(opened, contextPath, flags);
}

interface Opened {
  readonly project: Project;
  readonly openView: typeof openDebugger;
  readonly explainForDebugger: typeof explainForDebugger;
  readonly keySettings: KeySettings;
  readonly watch: SessionWatch | undefined;
}

async function runInteractive(
  { project, openView, explainForDebugger: explainBy, keySettings, watch }: Opened,
  contextPath: string,
  flags: DebugFlags,
): Promise<number> {
  const session = await openSession(project, flags, {
    interactive: true,
    teaches: flags.teach,
    signal: new AbortController().signal,
    // Asked for a shell only once the view is open.
    terminal: { lend: (use) => view.lender.lend(use) },
  });
  let failed: SessionFailed | undefined;
  const commands = await openCommands(project);
  session.subscribe(commands.record);
  session.subscribe((input) => {
    if (input.type === 'session/failed') failed = input;
  });
  watch?.begin(project, session);
  const { keys, hasMouse } = keySettings;
  const files = noteExtractions(openStepFiles(project, session), () => inputs.beginWriting());
  const host = {
    ...hostOf(project, session, flags),
    ...promptOf(session, commands),
    explain: explainBy(session.project),
    loadScriptTokens,
    files,
    keys,
  };
  const editing = createDockerfileEditing(session, { lend: (use) => view.lender.lend(use) }, () => {
    inputs.request();
  });
  const { edit, editText } = editing;
  const view = openView({ ...host, edit, editText }, debuggerTerminal(hasMouse && flags.mouse));
  const inputs = followInputs(session, { isEditing: editing.isOpen });
  const interrupted = new AbortController();
  const stopListening = onInterrupt(
    () => {
      interrupted.abort();
      void session.abort();
    },
    (signal) => signal === 'SIGINT' && editing.isOpen(),
  );
  try {
    session.begin();
    const state = await Promise.race([session.ended, view.ended.then(() => session.ended)]);
    view.close();
    await files.close();
    await session.fixes.forget();
    await session.remember(state);
    for (const note of await keepStorage(project, flags, state)) process.stderr.write(`refrom: ${note}\n`);
    const next = nextCommands(contextPath, flags);
    process.stderr.write(formatFarewell(session.project(), { state, failed, commands: next }));
    if (interrupted.signal.aborted) return exitStatus.interrupted;
    return state.failure === undefined ? exitStatus.done : exitStatus.buildFailed;
  } catch (error) {
    // It may be the view that broke, over a session that lives.
    await session.abort().catch(() => undefined);
    throw error;
  } finally {
    for (const backup of session.fixes.backups())
      process.stderr.write(`refrom: the Dockerfile as it was before a fix of this session is ${backup}\n`);
    inputs.stop();
    view.close();
    stopListening();
    await files.close();
    project.engine.close();
  }
}

export function hostOf(
  project: Project,
  session: RunningSession,
  flags: BuildFlags,
): Omit<DebuggerHost, 'explain' | 'edit' | 'files'> {
  return {
    source: project.source,
    getState: session.getState,
    subscribe: session.subscribe,
    dispatch: session.dispatch,
    interrupt: session.interrupt,
    nameCheckpoint: nameForDebugger(project, session),
    engineName: `${project.description.version} at ${project.engineHost}`,
    ...(flags.tag[0] === undefined ? {} : { imageName: flags.tag[0] }),
  };
}

const promptOf = (
  { complete }: RunningSession,
  { earlier }: KeptCommands,
): Pick<DebuggerHost, 'commandHistory' | 'complete'> => ({ commandHistory: earlier, complete });
