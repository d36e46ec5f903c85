import { downFrom } from '../../plan/find-stage.js';
import type { Plan, PlannedStage } from '../../plan/plan.js';
import type { DockerfileTree, Instruction } from '../../syntax/tree.js';
import { insertAt, type Edit } from '../edit.js';
import type { FinishedPart } from './find-finished-parts.js';
import { readStages } from './stage-text.js';

const rule = 'WorkdirRelativePath';

/**
 * A relative WORKDIR is right below another one, and a finding where that is finished: the rule does not look into the
 * image. With `# check=error=true` nothing would be built. To write the folder again would be a step and a layer more
 * than what is left, so that the rule is skipped instead; the original has passed it.
 */
export function skipWorkdirRule(tree: DockerfileTree, plan: Plan, parts: readonly FinishedPart[]): Edit[] {
  const { settings, start } = findSettings(tree);
  if (!isStrict.test(settings) || isSkipped.test(settings) || !breaksRule(tree, plan, parts)) return [];
  const skipped = /(?:^|;)skip=/.exec(settings);
  return [
    skipped === null
      ? insertAt(start, `skip=${rule};`)
      : insertAt(start + skipped.index + skipped[0].length, `${rule},`),
  ];
}

const isStrict = /(?:^|;)error=(?:1|t|T|true|TRUE|True)(?:;|$)/;
const isSkipped = /(?:^|;)skip=(?:all|(?:[^;]*,)?WorkdirRelativePath)(?:[,;]|$)/;

/** Of the directive, as far as BuildKit reads it; empty where there is none. */
function findSettings({ nodes, text }: DockerfileTree): { settings: string; start: number } {
  for (const node of nodes) {
    if (node.type !== 'directive' || node.directive?.name !== 'check') continue;
    const settings = node.directive.value.split(' ', 1)[0] ?? '';
    return { settings, start: text.indexOf(settings, text.indexOf('=', node.range.start) + 1) };
  }
  return { settings: '', start: 0 };
}

/** Whether the first WORKDIR that is left of some stage and its parents is relative, and was not the first. */
function breaksRule(tree: DockerfileTree, plan: Plan, parts: readonly FinishedPart[]): boolean {
  const texts = readStages(tree);
  const finished = new Set(parts.map(({ stage }) => stage.index));
  const allDone = new Set(parts.flatMap(({ done }) => done));
  const isDone = (each: Instruction): boolean => allDone.has(each);
  const foldersOf = (index: number): readonly Instruction[] =>
    texts[index]?.body.filter(({ keyword }) => keyword === 'WORKDIR') ?? [];
  const below = (stage: PlannedStage): readonly PlannedStage[] => [...downFrom(plan, stage)].slice(1);
  const stoodOn = (stage: PlannedStage): boolean =>
    below(stage).some(({ index }) => foldersOf(index).length > 0);
  // The image that a finished part is replaced by has no WORKDIR that counts.
  const standsOn = (stage: PlannedStage): boolean => {
    const all = [...downFrom(plan, stage)];
    const end = all.findIndex(({ index }) => finished.has(index));
    return all
      .slice(1, end === -1 ? undefined : end + 1)
      .some(({ index }) => foldersOf(index).some((each) => !isDone(each)));
  };
  return plan.stages.some((stage) => {
    const folders = foldersOf(stage.index);
    const first = folders.find((each) => !isDone(each));
    if (first === undefined || !isRelative(first) || standsOn(stage)) return false;
    return first !== folders[0] || stoodOn(stage);
  });
}

/** A variable may hold either. */
const isRelative = (instruction: Instruction): boolean =>
  instruction.keyword === 'WORKDIR' && !/^["']?\//.test(instruction.word.text);
