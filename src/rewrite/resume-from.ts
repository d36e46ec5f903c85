// The edits that make a Dockerfile go on from a cut: FROM names the images, what is finished goes.
import type { Plan } from '../plan/plan.js';
import type { ResumeCut } from '../session/resume-cut.js';
import type { DockerfileTree } from '../syntax/tree.js';
import type { Edit } from './edit.js';
import { argumentsToPass } from './resume/arguments-to-pass.js';
import { carryOver } from './resume/carry-over.js';
import { commentOutFinished } from './resume/comment-out-finished.js';
import { deleteFinished } from './resume/delete-finished.js';
import { findFinishedParts } from './resume/find-finished-parts.js';
import { headComment } from './resume/head-comment.js';
import { describePassAgain, type PassAgain } from './resume/pass-again.js';
import { renameBase } from './resume/rename-base.js';
import { skipWorkdirRule } from './resume/skip-workdir-rule.js';

export interface ResumeOptions {
  /** Comment finished lines out instead of deleting them: every instruction stays on its line. */
  readonly lines: boolean;
}

export interface Resumption {
  readonly edits: readonly Edit[];
  /** What the file cannot say: sentences for its user. */
  readonly notes: readonly string[];
}

/**
 * The edits after which an ordinary build of the file does exactly what is left (dockerfile-facts, section 4).
 * The images of the cut must hold the plan's configuration at their place without OnBuild: a FROM would fire it
 * at once, so the file's own ONBUILD lines stay in the file instead.
 */
export function resumeFrom(
  tree: DockerfileTree,
  plan: Plan,
  cut: ResumeCut,
  { lines }: ResumeOptions,
): Resumption {
  const { parts, notes } = findFinishedParts(tree, plan, cut);
  const edits: Edit[] = lines || parts.length === 0 ? [] : [headComment(tree, plan, parts)];
  edits.push(...skipWorkdirRule(tree, plan, parts));
  const shifts: string[] = [];
  const passAgain: PassAgain[] = [];
  for (const part of parts) {
    const carried = carryOver(tree, plan, part);
    const written = lines ? commentOutFinished(tree, part, carried) : deleteFinished(tree, part, carried);
    edits.push(renameBase(tree, part), ...written.edits);
    shifts.push(...written.notes);
    passAgain.push(...carried.passAgain);
  }
  passAgain.push(...argumentsToPass(tree, plan, parts));
  return { edits, notes: [...notes, ...shifts, ...describePassAgain(passAgain)] };
}
