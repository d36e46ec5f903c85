import type { Plan } from '../plan/plan.js';
import type { ResumeCut } from '../session/resume-cut.js';
import type { DockerfileTree } from '../syntax/tree.js';
import { applyEdits } from './apply-edits.js';
import { resumeFrom, type ResumeOptions } from './resume-from.js';

/** The resumed Dockerfile, and what its user has to do beside building it. */
export function resumeDockerfile(
  tree: DockerfileTree,
  plan: Plan,
  cut: ResumeCut,
  options: ResumeOptions,
): { readonly text: string; readonly notes: readonly string[] } {
  const { edits, notes } = resumeFrom(tree, plan, cut, options);
  return { text: applyEdits(tree.text, edits), notes };
}
