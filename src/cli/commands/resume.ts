// `refrom resume`: the Dockerfile cut at a checkpoint, for an ordinary docker build.
import process from 'node:process';
import { findCheckpoints } from '../../checkpoints/find-checkpoints.js';
import { UsageError } from '../../messages/errors.js';
import type { Plan } from '../../plan/plan.js';
import { chooseCut, firstOpenStep, type ResumeCut } from '../../session/resume-cut.js';
import { createSession } from '../../session/state.js';
import { quoteForShell } from '../../shell/quote-for-shell.js';
import type { BuildFlags } from '../build-flags.js';
import { buildResumed } from '../build-resumed.js';
import { exitStatus } from '../exit-status.js';
import { noteDeepResume } from '../note-deep-resume.js';
import { openProject, type Project } from '../open-project.js';
import { computeKeys, openRemotes } from '../open-session.js';
import { saveResume } from '../save-resume.js';

export interface ResumeFlags {
  readonly output?: string;
  readonly at?: string;
  readonly lines: boolean;
  readonly run: boolean;
}

export async function runResume(contextPath: string, flags: BuildFlags & ResumeFlags): Promise<number> {
  const { signal } = new AbortController();
  const project = await openProject(contextPath, flags, signal);
  const cut = await findCut(project, flags, signal);
  const say = (line: string): unknown => process.stderr.write(`${line}\n`);
  for (const note of await noteDeepResume(project, cut)) say(`refrom: ${note}`);
  project.engine.close();
  const path = await saveResume(project, cut, {
    lines: flags.lines,
    ...(flags.output === undefined ? {} : { path: flags.output }),
    onNote: (note) => say(`refrom: ${note}`),
  });
  if (path === '-') return exitStatus.done;
  say(`wrote ${path}: ${describeCut(project.plan, cut)}`);
  if (flags.run) return buildResumed(path, contextPath, flags, project.engineHost);
  say(`  docker build -f ${quoteForShell(path)} ${quoteForShell(contextPath)}`);
  return exitStatus.done;
}

/** As far as the checkpoints go, or not past a line. */
async function findCut(
  project: Project,
  flags: BuildFlags & ResumeFlags,
  signal: AbortSignal,
): Promise<ResumeCut> {
  const { plan, engine, engineHost, name } = project;
  const { at } = flags;
  const keys = await computeKeys(project, openRemotes(flags, engineHost), signal);
  const checkpoints = await findCheckpoints({ plan, keys, project: name, images: engine.images, signal });
  const state = createSession(plan, { interactive: false, checkpoints });
  const position = Math.min(
    firstOpenStep(state),
    at === undefined ? plan.steps.length : positionAfter(plan, at),
  );
  const cut = chooseCut(state, position);
  if (cut !== undefined) return cut;
  const where = at === undefined ? '' : ` at or before line ${at}`;
  throw new UsageError(
    `no checkpoint of this Dockerfile as it is now stands${where}`,
    'run refrom build or refrom debug first; they keep checkpoints on the way',
  );
}

/** The step after the last one that begins at or before the line. */
function positionAfter(plan: Plan, text: string): number {
  const line = Number(text);
  if (!Number.isInteger(line) || line < 1) throw new UsageError(`--at ${text}: expected a line number`);
  return plan.steps.findLastIndex((step) => step.line <= line) + 1;
}

function describeCut(plan: Plan, { current, stages }: ResumeCut): string {
  const done = Object.keys(stages).length;
  const finished = done === 0 ? '' : `${String(done)} finished ${done === 1 ? 'stage' : 'stages'}`;
  if (current === undefined) return `${finished}, the rest as it was`;
  const line = plan.steps[current.step]?.line ?? 0;
  return `${finished === '' ? '' : `${finished}, and `}FROM ${current.image}, finished up to line ${String(line)}`;
}
