// Our plan as `docker build --call=outline` and `--call=targets` tell of a file: arguments the target uses, and stages.
import { expandWord } from '../../src/plan/expand/expand-word.js';
import { globalArguments } from '../../src/plan/global-arguments.js';
import type { Outline, OutlinedStage } from '../../src/plan/outline.js';
import type { Plan } from '../../src/plan/plan.js';
import { valueIn } from '../../src/plan/state/scope.js';
import type { ArgInstruction } from '../../src/syntax/tree.js';
import { readMountFields } from '../../src/syntax/values/mount-fields.js';

/** With the stages that mounts name, whether the plan counts them already or not. */
export function withMountedStages(outline: Outline): Outline {
  const { stages } = outline;
  const needed = new Set<number>();
  const visit = (index: number): void => {
    const stage = stages[index];
    if (stage === undefined || needed.has(index)) return;
    for (const each of [...stage.dependencies, ...mountedStages(stage, stages)]) visit(each);
    needed.add(index);
  };
  visit(outline.needed.at(-1) ?? -1);
  return { ...outline, needed: [...needed] };
}

const mountedStages = ({ instructions }: OutlinedStage, stages: Outline['stages']): number[] =>
  instructions
    .flatMap(({ keyword, flags }) => (keyword === 'RUN' ? flags : []))
    .flatMap(({ value }) => readMountFields(value ?? '') ?? [])
    .flatMap(({ key, value }) =>
      key === 'from' ? stages.filter(({ name }) => name === value?.toLowerCase()) : [],
    )
    .map(({ index }) => index);

/** `name=value@line`, sorted. */
export function ourArguments(outline: Outline, plan: Plan): string[] {
  const globals = globalArguments(outline.tree);
  const used = new Map<string, string>();
  for (const index of outline.needed) {
    const stage = outline.stages[index];
    if (stage === undefined) continue;
    const own = ownArguments(stage, outline, plan);
    for (const name of [...usedByFrom(stage, outline), ...own.inherited])
      useGlobal(name, globals, outline, used);
    for (const [name, said] of own.declared) used.set(`${String(index)} ${name}`, said);
  }
  return [...new Set(used.values())].sort();
}

/** `name|base|line`, in the order of the file; a stage without a name has none. */
export const ourTargets = ({ stages }: Outline): string[] =>
  stages.map(({ from }) =>
    [from.stageName?.text.toLowerCase() ?? '', from.image.text, String(from.line)].join('|'),
  );

function usedByFrom({ from }: OutlinedStage, { globals, tree }: Outline): string[] {
  return [from.image, from.platform].flatMap((word) => {
    if (word === undefined) return [];
    const result = expandWord(word.text, { lookup: (name) => globals.values[name], escape: tree.escape });
    return 'value' in result ? result.used : [];
  });
}

/** A global argument with those its default is made of, each as its last declaration has it. */
function useGlobal(
  name: string,
  globals: readonly ArgInstruction[],
  outline: Outline,
  used: Map<string, string>,
): void {
  const declarations = globals.flatMap((instruction) =>
    instruction.assignments.map((assignment) => ({ ...assignment, line: instruction.line })),
  );
  const last = declarations.findLast((each) => each.name.text === name);
  if (last === undefined || used.has(`global ${name}`)) return;
  const isGiven = outline.options.buildArguments[name] !== undefined;
  const value = last.value === undefined && !isGiven ? '' : (outline.globals.values[name] ?? '');
  used.set(`global ${name}`, `${name}=${value}@${String(last.line)}`);
  for (const each of declarations.filter((declaration) => declaration.name.text === name)) {
    if (each.value === undefined || isGiven) continue;
    const { values } = outline.globals;
    const result = expandWord(each.value.text, {
      lookup: (other) => values[other],
      escape: outline.tree.escape,
    });
    if ('value' in result)
      for (const other of result.used) if (other !== name) useGlobal(other, globals, outline, used);
  }
}

/** An ARG without a value that takes a global one over is told of as the global one. */
function ownArguments(
  stage: OutlinedStage,
  { globals, options }: Outline,
  plan: Plan,
): { declared: Map<string, string>; inherited: string[] } {
  const declared = new Map<string, string>();
  const inherited: string[] = [];
  for (const instruction of stage.instructions) {
    if (instruction.keyword !== 'ARG') continue;
    const step = plan.steps.find(
      ({ range, stage: index }) => index === stage.index && range.start === instruction.range.start,
    );
    for (const { name, value } of instruction.assignments) {
      const given = options.buildArguments[name.text];
      if (value === undefined && given === undefined && globals.values[name.text] !== undefined) {
        inherited.push(name.text);
        continue;
      }
      const effective =
        value === undefined && given === undefined ? '' : ((step && valueIn(step.after, name.text)) ?? '');
      declared.set(name.text, `${name.text}=${effective}@${String(instruction.line)}`);
    }
  }
  return { declared, inherited };
}
