// Which words of a step were expanded, to what, and by which variables: the step is lowered once more, and noted.
import type { DockerfileTree, Instruction, Word } from '../syntax/tree.js';
import { parseTrigger } from '../syntax/parse-dockerfile.js';
import { firstThat } from './binary-search.js';
import { createExpander } from './expansion.js';
import type { Expansion } from './expand/expand-word.js';
import { loweringContext } from './lower-stage.js';
import { lowerInstruction } from './lower/lower-instruction.js';
import type { OutlinedStage, Outline } from './outline.js';
import type { Plan, Step } from './plan.js';

/** Of a trigger, the word's range is in the trigger's own text. */
export interface TracedExpansion extends Expansion {
  readonly word: Word;
}

/** In the order in which the words are expanded. Bodies of heredocs are not among them. */
export function traceExpansions(outline: Outline, plan: Plan, step: Step): TracedExpansion[] {
  const stage = outline.stages[step.stage];
  if (stage === undefined) return [];
  const traced: TracedExpansion[] = [];
  const note = (word: Word, expansion: Expansion): void => {
    traced.push({ word, ...expansion });
  };
  if (step.keyword === 'FROM') traceFrom(outline, stage, note);
  else {
    const instruction = instructionOf(outline, step);
    const state = plan.steps[step.id - 1]?.after;
    if (instruction === undefined || state === undefined) return [];
    const surroundings = { outline, images: new Map(), messages: [] };
    lowerInstruction(instruction, loweringContext(stage, state, surroundings, note));
  }
  return traced;
}

/** The instruction a step was made from. */
export function instructionOf({ tree }: Pick<Outline, 'tree'>, step: Step): Instruction | undefined {
  if (step.trigger) return parseTrigger(step.text).tree.instructions[0];
  return instructionAt(tree, step.range.start);
}

/** The one that begins there in the file. */
export function instructionAt({ instructions }: DockerfileTree, start: number): Instruction | undefined {
  const found = firstThat(instructions, ({ range }) => range.start >= start);
  return found?.range.start === start ? found : undefined;
}

function traceFrom(
  { globals, tree }: Outline,
  { from }: OutlinedStage,
  note: Parameters<typeof createExpander>[3],
): void {
  const expand = createExpander((name) => globals.values[name], tree.escape, [], note);
  expand(from.image);
  if (from.platform !== undefined) expand(from.platform);
}
