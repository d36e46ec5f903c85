// `refrom resume`: the Dockerfile cut at a checkpoint, for an ordinary docker build.
import { rm } from 'node:fs/promises';
import process from 'node:process';
import { UsageError } from '../../messages/errors.js';
import type { Plan } from '../../plan/plan.js';
import { chooseCut, firstOpenStep, type ResumeCut } from '../../session/resume-cut.js';
import { keptLines } from '../../session/kept-lines.js';
import { createSession } from '../../session/state.js';
import type { Way } from '../../handover/choose-handover.js';
import { formatCommand, type BuildCommand } from '../../handover/handover-command.js';
import type { BuildFlags } from '../build-flags.js';
import { buildResumed } from '../build-resumed.js';
import { handOver, imagesOf, planHandover, pushCut, type HandoverFlags } from '../hand-over.js';
import { exitStatus } from '../exit-status.js';
import { interruptible } from '../interruptible.js';
import { layoutFolder, removeDeadLayouts } from '../layout-folders.js';
import { noteDeepResume } from '../note-deep-resume.js';
import { noteUnreadRules } from '../note-unread-rules.js';
import { openProject, type Project } from '../open-project.js';
import { openReuse } from '../open-reuse.js';
import { openRemotes } from '../open-remotes.js';
import { saveResume, type SavedResume } from '../save-resume.js';
import { hideSecretArguments } from '../repeat-build-flags.js';

export interface ResumeFlags extends HandoverFlags {
  readonly output?: string;
  readonly at?: string;
  readonly lines: boolean;
  readonly run: boolean;
}

type Flags = BuildFlags & ResumeFlags;

const say = (line: string): unknown => process.stderr.write(`${line}\n`);

export const runResume = (contextPath: string, flags: Flags): Promise<number> =>
  interruptible((signal) => resume(contextPath, flags, signal));

async function resume(contextPath: string, flags: Flags, signal: AbortSignal): Promise<number> {
  const project = await openProject(contextPath, flags, signal);
  try {
    await removeDeadLayouts();
    const { cut, kept } = await findCut(project, flags, signal);
    for (const note of await noteDeepResume(project, cut)) say(`refrom: ${note}`);
    if (kept.length > 0)
      say(`refrom: it stands on what was kept although it has changed: line ${kept.join(', ')}`);
    if (flags.output === '-' && flags.push === undefined) {
      await writeFile(project, cut, flags);
      return exitStatus.done;
    }
    return await resumeAt(project, cut, { contextPath, flags, signal });
  } finally {
    project.engine.close();
  }
}

interface ResumeRequest {
  readonly contextPath: string;
  readonly flags: Flags;
  readonly signal: AbortSignal;
}

async function resumeAt(
  project: Project,
  found: ResumeCut,
  { contextPath, flags, signal }: ResumeRequest,
): Promise<number> {
  const { builder, choice } = await planHandover(project, found, flags);
  const handover = 'handover' in choice ? choice.handover : undefined;
  if ('refusal' in choice && flags.run) throw new UsageError(choice.refusal, choice.hint);
  const cut =
    handover?.way === 'push' && flags.push !== undefined
      ? await pushCut(project, found, { repository: flags.push, isAllowed: flags.allowArgs, signal })
      : found;
  const saved = handover?.way === 'docker-image' ? undefined : await writeFile(project, cut, flags);
  if (saved?.path === '-') return exitStatus.done;
  if (handover === undefined) {
    if ('refusal' in choice) say(`refrom: no command here builds it: ${choice.refusal}\n  ${choice.hint}`);
    return exitStatus.done;
  }
  for (const note of noteUnreadRules(project.plan, cut, { builder, handover, rules: saved?.rules }))
    say(`refrom: ${note}`);
  const path = saved?.path ?? '';
  const command = await handOver(project, { builder, handover, cut, flags, path, contextPath, signal });
  if ('reason' in choice && choice.reason !== undefined) say(`refrom: ${choice.reason}`);
  if (flags.run) return runCommand(command, { way: handover.way, cut, signal });
  say(`  ${formatCommand({ ...command, words: hideSecretArguments(command.words) })}`);
  return exitStatus.done;
}

async function writeFile(project: Project, cut: ResumeCut, flags: Flags): Promise<SavedResume> {
  const saved = await saveResume(project, cut, {
    lines: flags.lines,
    ...(flags.output === undefined ? {} : { path: flags.output }),
  });
  for (const note of saved.notes) say(`refrom: ${note}`);
  if (saved.path !== '-') say(`wrote ${saved.path}: ${describeCut(project.plan, cut)}`);
  return saved;
}

interface RunRequest {
  readonly way: Way;
  readonly cut: ResumeCut;
  readonly signal: AbortSignal;
}

/** Folders that were written for this build alone go with it. */
async function runCommand(command: BuildCommand, { way, cut, signal }: RunRequest): Promise<number> {
  try {
    return await buildResumed(command, signal);
  } finally {
    if (way === 'oci-layout')
      for (const image of imagesOf(cut)) await rm(layoutFolder(image), { recursive: true, force: true });
  }
}

/** As far as the checkpoints go, or not past a line; with the lines of what it stands on although it has changed. */
async function findCut(
  project: Project,
  flags: Flags,
  signal: AbortSignal,
): Promise<{ cut: ResumeCut; kept: readonly number[] }> {
  const { plan, engineHost } = project;
  const { at } = flags;
  const remotes = openRemotes(flags, engineHost);
  const { checkpoints } = await openReuse(project, flags, { remotes, signal });
  const state = createSession(plan, { interactive: false, checkpoints });
  const position = Math.min(
    firstOpenStep(state),
    at === undefined ? plan.steps.length : positionAfter(plan, at),
  );
  const cut = chooseCut(state, position);
  if (cut !== undefined) return { cut, kept: keptLines(state, position - 1) };
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
