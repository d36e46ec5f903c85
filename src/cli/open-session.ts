// From a project to a session that is ready to begin: keys, checkpoints found, ports put together.
import { performance } from 'node:perf_hooks';
import { findCheckpoints } from '../checkpoints/find-checkpoints.js';
import { stepKeys } from '../checkpoints/step-key.js';
import type { TerminalLender } from '../engine/ports.js';
import { createRunningSession, type RunningSession } from '../engine/run-session.js';
import type { Ports } from '../engine/workbench.js';
import { MissingSourceError } from '../messages/errors.js';
import type { Plan } from '../plan/plan.js';
import { createSession } from '../session/state.js';
import type { BuildFlags } from './build-flags.js';
import type { Project } from './open-project.js';
import { readBreakpoints } from './read-breakpoints.js';
import { readReplayBudget, readTag } from './read-options.js';
import { removeLeftovers, sessionPrefix } from './session-identity.js';
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
  const [keys] = await Promise.all([computeKeys(project, signal), removeLeftovers(engine.containers)]);
  const checkpoints = flags.cache ? await findCheckpoints(keys, engine.images, signal) : {};
  const onFailure = flags.onFailure === 'shell' && terminal !== undefined ? 'shell' : 'stop';
  const start = createSession(plan, { interactive, checkpoints, breakpoints, onFailure });
  return createRunningSession(start, portsOf(project, terminal), {
    project: name,
    policy: flags.checkpoint,
    replayBudgetMilliseconds,
    tags,
    containerPrefix: sessionPrefix(),
    keepWreck: flags.onFailure === 'keep',
    engine: project.description,
    keys,
    baseImages,
  });
}

function portsOf(project: Project, terminal: TerminalLender | undefined): Ports {
  const { images, containers } = project.engine;
  return {
    images,
    containers,
    context: project.context,
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
  { plan, context }: Pick<Project, 'plan' | 'context'>,
  signal: AbortSignal,
): Promise<readonly (string | undefined)[]> {
  return stepKeys(plan, await digestSources(plan, context, signal));
}

/** One after the other: they share the disk, and each remembers the files it has seen. */
async function digestSources(
  plan: Plan,
  context: Project['context'],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, string | undefined>> {
  const digests = new Map<number, string | undefined>();
  for (const { id, action } of plan.steps) {
    if (action.type !== 'copy' || action.from.type !== 'context') continue;
    if (action.sources.length === 0) digests.set(id, '');
    else digests.set(id, await context.digest(action.sources, signal).catch(whenMissing));
  }
  return digests;
}

/** The step itself will say what is missing, when it comes to it. */
function whenMissing(error: unknown): undefined {
  if (error instanceof MissingSourceError) return undefined;
  throw error;
}
