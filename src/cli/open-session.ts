// From a project to a session that is ready to begin: keys, checkpoints found, ports put together.
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { findCheckpoints } from '../checkpoints/find-checkpoints.js';
import { stepKeys } from '../checkpoints/step-key.js';
import type { TerminalLender } from '../engine/ports.js';
import { createRunningSession, type RunningSession } from '../engine/run-session.js';
import type { Ports } from '../engine/workbench.js';
import { MissingSourceError } from '../messages/errors.js';
import type { Action } from '../plan/action.js';
import type { SourceFlags } from '../plan/sources/source-selection.js';
import { createSession } from '../session/state.js';
import type { BuildFlags } from './build-flags.js';
import type { Project } from './open-project.js';
import { readBreakpoints } from './read-breakpoints.js';
import { readReplayBudget, readTag } from './read-options.js';
import { removeLeftovers, sessionPrefix } from './session-identity.js';
import { readContainerSettings } from './container-settings.js';
import { readCredentials } from './credentials.js';
import { createRiskReader } from './script-reader.js';

export interface SessionRequest {
  readonly interactive: boolean;
  readonly terminal?: TerminalLender;
  readonly signal: AbortSignal;
}

export async function openSession(
  project: Project,
  flags: BuildFlags,
  request: SessionRequest,
): Promise<RunningSession> {
  const { plan, engine, baseImages, name } = project;
  const { signal, interactive, terminal } = request;
  const tags = flags.tag.map(readTag);
  const replayBudgetMilliseconds = readReplayBudget(flags.replayBudget);
  const breakpoints = readBreakpoints(flags.break, plan);
  const [keys] = await Promise.all([computeKeys(project, signal), removeLeftovers(engine)]);
  const checkpoints = flags.cache ? await findCheckpoints(keys, engine.images, signal) : {};
  const onFailure = flags.onFailure === 'shell' && terminal !== undefined ? 'shell' : 'stop';
  const start = createSession(plan, { interactive, checkpoints, breakpoints, onFailure });
  return createRunningSession(start, portsOf(project, flags, terminal), {
    project: name,
    policy: flags.checkpoint,
    replayBudgetMilliseconds,
    tags,
    containerPrefix: sessionPrefix(),
    keepWreck: flags.onFailure === 'keep',
    engine: project.description,
    containers: readContainerSettings(flags),
    ...(process.env.REFROM_TOOLBOX ? { toolbox: process.env.REFROM_TOOLBOX } : {}),
    keys,
    baseImages,
  });
}

function portsOf(project: Project, flags: BuildFlags, terminal: TerminalLender | undefined): Ports {
  const { images, containers, volumes } = project.engine;
  return {
    images,
    containers,
    volumes,
    credentials: readCredentials(flags, !/^(?:tcp|https?|ssh):/.test(project.engineHost)),
    context: project.context,
    namedContexts: project.namedContexts,
    clock: { now: () => new Date().toISOString(), elapsed: () => performance.now() },
    isRisky: createRiskReader(),
    writeResume: async (cut) => {
      const { saveResume } = await import('./save-resume.js');
      return saveResume(project, cut, { lines: false });
    },
    ...(terminal === undefined ? {} : { terminal }),
  };
}

export async function computeKeys(
  project: Pick<Project, 'plan' | 'context' | 'namedContexts'>,
  signal: AbortSignal,
): Promise<readonly (string | undefined)[]> {
  return stepKeys(project.plan, await digestSources(project, signal));
}

/** One after the other: they share the disk, and each remembers the files it has seen. */
async function digestSources(
  { plan, context, namedContexts }: Pick<Project, 'plan' | 'context' | 'namedContexts'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, string | undefined>> {
  const digests = new Map<number, string | undefined>();
  for (const { id, action } of plan.steps) {
    const parts: (string | undefined)[] = [];
    for (const { name, sources, flags } of contextSources(action)) {
      const from = name === undefined ? context : namedContexts.get(name);
      parts.push(sources.length === 0 ? '' : await from?.digest(sources, signal, flags).catch(whenMissing));
    }
    if (parts.length > 0) digests.set(id, parts.includes(undefined) ? undefined : parts.join());
  }
  return digests;
}

interface ContextSources {
  readonly name: string | undefined;
  readonly sources: readonly string[];
  readonly flags?: SourceFlags;
}

/** What a step reads of the build contexts. */
function contextSources(action: Action): ContextSources[] {
  if (action.type === 'copy') {
    const { from, sources } = action;
    return from.type === 'context' ? [{ name: from.name, sources, flags: action }] : [];
  }
  if (action.type !== 'run') return [];
  return action.mounts.flatMap((mount) =>
    mount.type === 'bind' && mount.from.type === 'context'
      ? [{ name: mount.from.name, sources: [mount.source] }]
      : [],
  );
}

/** The step itself will say what is missing, when it comes to it. */
function whenMissing(error: unknown): undefined {
  if (error instanceof MissingSourceError) return undefined;
  throw error;
}
