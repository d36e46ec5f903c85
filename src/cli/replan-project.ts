// The plan of a running session made anew, as the engine layer asks for it.
import { isGone } from '../context/file-failure.js';
import { readDockerfile } from '../context/read-dockerfile.js';
import type { Remotes } from '../engine/ports.js';
import type { HaveSourcesChanged } from '../engine/recheck-sources.js';
import type { Replan, ReplanRequest } from '../engine/replanned.js';
import { DockerfileError, EngineError, UsageError } from '../messages/errors.js';
import type { BuildFlags } from './build-flags.js';
import { judgeError } from './exit-status.js';
import type { Project } from './open-project.js';
import { openReuse, type Reuse } from './open-reuse.js';
import { outlineSource, planSource, readSource } from './plan-source.js';
import { readRetries } from './read-retries.js';
import { recheckReuse } from './recheck-reuse.js';

/** A project as it is planned now, and what of earlier work counts for it. */
export interface PlannedProject {
  readonly project: Project;
  readonly reuse: Reuse;
}

export interface Replanner {
  /** Of the last good plan. */
  readonly current: () => PlannedProject;
  readonly replan: Replan;
  readonly haveSourcesChanged: HaveSourcesChanged;
}

export interface ReplanMeans {
  readonly flags: BuildFlags;
  readonly remotes: Remotes;
  readonly isRisky: (script: string) => Promise<boolean>;
}

export function createReplanner(start: PlannedProject, means: ReplanMeans): Replanner {
  let current = start;
  return {
    current: () => current,
    replan: async (request, signal) => {
      try {
        const planned = await planAnew(current.project, request, means, signal);
        const { project, reuse } = planned;
        const retries = await readRetries(means.flags, project.plan, means.isRisky);
        current = planned;
        const { plan, source, baseImages, bases } = project;
        const { keys, keysBefore, keptTags, checkpoints, reasons, took } = reuse;
        const found = { keys, keysBefore, keptTags, checkpoints, reasons, took };
        return { plan, text: source.text, baseImages, bases, ...found, retries };
      } catch (error) {
        if (signal.aborted || !isOfTheUser(error)) throw error;
        return { refused: judgeError(error).text.trimEnd() };
      }
    },
    haveSourcesChanged: async (step, signal) => {
      const { project, reuse } = current;
      const changed = await recheckReuse(project, reuse, step, signal);
      if (changed !== undefined) current = { project, reuse: changed };
      return changed !== undefined;
    },
  };
}

/** A file that is wrong or gone, and an image or an engine that cannot be had now. */
const isOfTheUser = (error: unknown): boolean =>
  error instanceof DockerfileError || error instanceof UsageError || error instanceof EngineError;

async function planAnew(
  project: Project,
  { text, keeps, forgotten }: ReplanRequest,
  { flags, remotes }: ReplanMeans,
  signal: AbortSignal,
): Promise<PlannedProject> {
  const { engine, description, travelled } = project;
  const { path, isEditable } = project.source;
  const { options } = project.outline;
  const source = readSource({ path, isEditable, text: text ?? (await textNow(project)) }, () => options);
  const outline = outlineSource(source, options);
  // What was pulled when the session began is not asked for again.
  const ground = { engine, description, flags, pull: false, travelled, signal };
  const planned: Project = { ...project, source, outline, ...(await planSource(source, outline, ground)) };
  // --keep names lines as they were; what it kept is found under its steps' names.
  const keep = keeps === undefined ? [] : [String(keeps)];
  const reuse = await openReuse(planned, { ...flags, keep }, { remotes, forgotten, signal });
  return { project: planned, reuse };
}

/** Standard input is not read twice. */
async function textNow({ source }: Project): Promise<string> {
  if (!source.isEditable) return source.text;
  try {
    return (await readDockerfile(source.path)).text;
  } catch (error) {
    // Another path is of no use to a session that has begun.
    if (!(error instanceof UsageError) || !isGone(error.cause)) throw error;
    throw new UsageError(
      `the Dockerfile ${source.path} does not exist any more`,
      'put it back where it was',
      { cause: error },
    );
  }
}
