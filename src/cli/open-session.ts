// From a project to a session that is ready to begin: keys, checkpoints found, ports put together.
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { CommandStreams, TerminalLender } from '../engine/ports.js';
import { createRunningSession, type RunningSession } from '../engine/run-session.js';
import type { Ports, SessionSettings } from '../engine/workbench.js';
import { enterAt, enterFailed } from '../session/enter-at.js';
import { createSession, type Failure, type SessionState } from '../session/state.js';
import type { BuildFlags } from './build-flags.js';
import { enterState, receiveWreck } from './enter-state.js';
import { pushReference } from './push-failure.js';
import type { Project } from './open-project.js';
import { openReuse } from './open-reuse.js';
import { createReplanner, type PlannedProject, type Replanner } from './replan-project.js';
import {
  followBreakpoints,
  openBreakpoints,
  rememberBreakpoints,
  type KeptBreakpoints,
} from './kept-breakpoints.js';
import { rememberRun } from './run-history.js';
import { openFixes, type Fixes } from './open-fixes.js';
import { readRetries } from './read-retries.js';
import { readBreakpoints } from './read-breakpoints.js';
import { readReplayBudget, readTag } from './read-options.js';
import { removeLeftovers, sessionPrefix } from './session-identity.js';
import { removeDeadFolders } from './temporary-folders.js';
import { readContainerSettings } from './container-settings.js';
import { toolboxSetting } from './toolbox-setting.js';
import { readKeepStorage } from './storage-budget.js';
import { credentialsOf, openRemotes } from './open-remotes.js';
import { createRiskReader } from './script-reader.js';

export interface OpenedSession extends RunningSession {
  readonly fixes: Fixes;
  /** As it is planned now. */
  readonly project: () => Project;
  /** For the next run's sake: what this one came to. */
  readonly remember: (state: SessionState) => Promise<void>;
}

export interface SessionRequest {
  readonly interactive: boolean;
  readonly terminal?: TerminalLender;
  /** See SessionState. */
  readonly teaches?: boolean;
  /** See SessionState. */
  readonly goal?: number;
  readonly commandStreams?: CommandStreams;
  readonly signal: AbortSignal;
}

export async function openSession(
  project: Project,
  flags: BuildFlags,
  request: SessionRequest,
): Promise<OpenedSession> {
  const { plan, engine, name } = project;
  const { signal, interactive, terminal, goal, teaches = false } = request;
  const tags = flags.tag.map((tag) => readTag(tag));
  // What is wrong is said before anything is done.
  readKeepStorage(flags.keepStorage);
  const replayBudgetMilliseconds = readReplayBudget(flags.replayBudget);
  const given = readBreakpoints(flags.break, plan);
  const isRisky = createRiskReader();
  const remotes = openRemotes(flags, project.engineHost);
  const [reuse] = await Promise.all([
    openReuse(project, flags, { remotes, signal }),
    removeLeftovers(engine),
    removeDeadFolders(),
  ]);
  const { keys, keysBefore, keptTags, reasons, took } = reuse;
  const entry = project.travelled && enterState(plan, keys, project.travelled);
  const retries = await readRetries(flags, plan, isRisky);
  const onFailure = flags.onFailure === 'shell' && terminal !== undefined ? 'shell' : 'stop';
  // Those of the last time are for people: a script stops where it says.
  const kept = interactive && terminal !== undefined ? await openBreakpoints(project, given) : undefined;
  const begun = createSession(plan, {
    interactive,
    checkpoints: withTravelled(project, reuse.checkpoints, entry),
    reasons,
    took,
    breakpoints: kept?.all ?? given,
    onFailure,
    retries,
    teaches,
    ...(goal === undefined ? {} : { goal }),
  });
  const wreck =
    interactive && project.travelled !== undefined
      ? await receiveWreck(engine.images, { plan, keys }, project.travelled, { project: name, signal })
      : undefined;
  const replanner = createReplanner({ project, reuse }, { flags, remotes, isRisky });
  const fixes = openFixes(project.source);
  const start = enter(begun, { interactive, entry, failure: wreck?.failure });
  const session = createRunningSession(
    start,
    {
      ...portsOf(replanner, flags, request),
      ...(project.source.isEditable ? { fixes: fixes.port } : {}),
      remotes,
      isRisky,
      replan: replanner.replan,
      haveSourcesChanged: replanner.haveSourcesChanged,
    },
    {
      ...settingsOf(project, flags, interactive),
      replayBudgetMilliseconds,
      tags,
      keys,
      keysBefore,
      keptTags,
      ...(wreck === undefined ? {} : { wreck: { step: wreck.failure.step, image: wreck.image } }),
    },
  );
  session.subscribe(fixes.note);
  if (kept !== undefined) followBreakpoints(session, (state) => rememberBreakpoints(project, state, kept));
  return {
    ...session,
    fixes,
    project: () => replanner.current().project,
    remember: (state) => remember(replanner.current(), state, kept),
  };
}

async function remember(
  { project, reuse }: PlannedProject,
  state: SessionState,
  kept: KeptBreakpoints | undefined,
): Promise<void> {
  if (kept !== undefined) await rememberBreakpoints(project, state, kept);
  await rememberRun(project, reuse, state);
}

function settingsOf(
  project: Project,
  flags: BuildFlags,
  interactive: boolean,
): Omit<SessionSettings, 'replayBudgetMilliseconds' | 'tags' | 'keys'> {
  return {
    project: project.name,
    policy: flags.checkpoint,
    containerPrefix: sessionPrefix(),
    keepWreck: flags.onFailure === 'keep',
    makesTravellers: !interactive && pushReference(flags.onFailure) !== undefined,
    engine: project.description,
    containers: readContainerSettings(flags),
    ...toolboxSetting(),
    baseImages: project.baseImages,
    travel: { bases: project.bases, given: project.outline.options.buildArguments },
  };
}

/** What --from brought stands after the step `entry`. */
const withTravelled = (
  { travelled }: Project,
  checkpoints: SessionState['checkpoints'],
  entry: number | undefined,
): SessionState['checkpoints'] =>
  travelled === undefined || entry === undefined
    ? checkpoints
    : { ...checkpoints, [entry]: { image: travelled.tag, bytes: 0 } };

/** The debugger opens where --from leads; a build passes what it need not do again. */
function enter(
  state: SessionState,
  way: {
    readonly interactive: boolean;
    readonly entry: number | undefined;
    readonly failure: Failure | undefined;
  },
): SessionState {
  if (!way.interactive || way.entry === undefined) return state;
  return way.failure === undefined ? enterAt(state, way.entry + 1) : enterFailed(state, way.failure);
}

function portsOf(
  { current }: Replanner,
  flags: BuildFlags,
  { terminal, commandStreams }: SessionRequest,
): Omit<Ports, 'isRisky'> {
  const { project } = current();
  const { images, containers, volumes } = project.engine;
  return {
    images,
    containers,
    volumes,
    credentials: credentialsOf(flags, project.engineHost),
    context: project.context,
    namedContexts: project.namedContexts,
    clock: {
      now: () => new Date().toISOString(),
      elapsed: () => performance.now(),
      wait: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
    },
    endDeadSessions: () => removeLeftovers(project.engine),
    writeResume: async (cut) => {
      const { saveResume } = await import('./save-resume.js');
      return saveResume(current().project, cut, { lines: false });
    },
    ...(terminal === undefined ? {} : { terminal }),
    ...(commandStreams === undefined ? {} : { commandStreams }),
  };
}
