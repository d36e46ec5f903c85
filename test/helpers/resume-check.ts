// Whether a resumed Dockerfile does exactly what is left: it is planned again, and the plans are compared.
import type { BuildOptions } from '../../src/plan/build-options.js';
import type { Plan, Step } from '../../src/plan/plan.js';
import { boundTo } from '../../src/plan/state/bindings.js';
import { configOf } from '../../src/plan/state/configuration.js';
import { resumeDockerfile } from '../../src/rewrite/resume-dockerfile.js';
import type { ResumeCut } from '../../src/session/resume-cut.js';
import { compareStages } from './compare-stages.js';
import { isWrong, planText, type Planned, type PlanRequest } from './plan-text.js';

/** The cut after a step: stages before its own are finished, and so is its own after its last step. */
export function cutAfter(plan: Plan, step: number): ResumeCut {
  const finished = plan.stages.filter(({ endStep }) => endStep <= step + 1);
  const stages = Object.fromEntries(
    finished.map(({ index, endStep }) => [index, imageAfter(plan, endStep - 1)]),
  );
  const { stage } = plan.steps[step]!;
  if (stages[stage] !== undefined) return { stages };
  return { stages, current: { stage, step, image: imageAfter(plan, step) } };
}

/** Named as a checkpoint is, with the step for a key. */
function imageAfter({ stages, steps }: Plan, id: number): string {
  const { line, stage } = steps[id]!;
  const name = stages.find(({ index }) => index === stage)!.name;
  return `refrom/test:${name}-L${line}-${id.toString(16).padStart(8, '0')}`;
}

export interface ResumeCheck {
  readonly text: string;
  readonly notes: readonly string[];
  /** The resumed file's own plan. */
  readonly again: Planned;
  /** False if the notes name arguments that were not given, but made from secrets: giving them reaches other stages. */
  readonly isExact: boolean;
  /** What the resumed file does otherwise than the rest of the original; empty if all is well. */
  readonly differences: readonly string[];
}

/** Resumes at the cut and plans the result as its user would: with those build arguments that the notes name. */
export function checkResume(original: Planned, cut: ResumeCut, options: { lines: boolean }): ResumeCheck {
  const { text, notes } = resumeDockerfile(original.tree, original.plan, cut, options);
  const passed = namesIn(notes);
  const given = original.request.options?.buildArguments ?? {};
  const isExact = passed.every((names) => names.some((name) => given[name] !== undefined));
  const again = planText(text, {
    options: optionsAgain(original, passed),
    images: { ...original.request.images, ...checkpoints(original.plan, cut) },
  });
  // A stage that begins anew is not cut after all.
  const honoured = notes.some((note) => note.includes('begins anew')) ? { stages: cut.stages } : cut;
  const withLines = options.lines && !notes.some((note) => note.includes('lower than in the original'));
  const differences = again.messages.filter(isWrong).map((message) => message.text);
  differences.push(...compareWholes(original.plan, again.plan, honoured, withLines));
  return { text, notes, again, isExact, differences };
}

function compareWholes(plan: Plan, again: Plan, cut: ResumeCut, withLines: boolean): string[] {
  const isPlanned = ({ stages }: Plan, index: number): boolean =>
    stages.some((stage) => stage.index === index);
  // A stage before the cut that no image of the cut holds may be needed no more.
  const missing = plan.stages
    .filter((stage) => stage.endStep > cutPosition(plan, cut) && !isPlanned(again, stage.index))
    .map(({ name }) => `stage ${name} is left out`);
  const others = again.stages
    .filter(({ index }) => !isPlanned(plan, index))
    .map(({ name }) => `stage ${name} was not needed before`);
  const same = plan.stages.flatMap((old) => {
    const stage = again.stages.find(({ index }) => index === old.index);
    return stage === undefined
      ? []
      : compareStages({ plan, stage: old, cut }, { plan: again, stage }, withLines);
  });
  const isTarget = plan.stages.at(-1)!.index === again.stages.at(-1)?.index;
  return [...missing, ...others, ...same, ...(isTarget ? [] : ['the target is another'])];
}

const cutPosition = ({ stages }: Plan, cut: ResumeCut): number =>
  cut.current?.step ?? Math.max(0, ...stages.map((stage) => (cut.stages[stage.index] ? stage.endStep : 0)));

/** With the build arguments that the notes name; one that was not given then has the value that was made for it. */
function optionsAgain(
  { plan, request }: Planned,
  passed: readonly (readonly string[])[],
): Partial<BuildOptions> {
  const given = request.options?.buildArguments ?? {};
  const values = passed.flatMap((names) => {
    const made = names.length === 1 ? lastValue(plan, names[0]!) : undefined;
    return names.map((name) => [name, given[name] ?? made] as const);
  });
  const buildArguments = Object.fromEntries(values.filter(([, value]) => value !== undefined));
  return { ...request.options, buildArguments: buildArguments as Record<string, string> };
}

/** The names in each note about build arguments; of several, one at least was given. */
const namesIn = (notes: readonly string[]): string[][] =>
  notes
    .filter((note) => note.startsWith('pass '))
    .map((note) => [...note.matchAll(/--build-arg (\S+)/g)].map(([, name]) => name!));

const lastValue = ({ steps }: Plan, name: string): string | undefined =>
  steps.map(({ after }) => boundTo(after.variables, name)).findLast((variable) => variable?.from === 'arg')
    ?.value;

/** What the images of a cut hold: the configuration at their place, without OnBuild. */
function checkpoints(
  { stages, steps }: Plan,
  cut: ResumeCut,
): Record<string, NonNullable<PlanRequest['images']>[string]> {
  const finished = stages.map(({ index, endStep }) => ({ image: cut.stages[index], step: endStep - 1 }));
  const entries = [...finished, ...(cut.current === undefined ? [] : [cut.current])].flatMap(
    ({ image, step }) => (image === undefined ? [] : [[image, checkpointAfter(steps[step]!)]]),
  );
  return Object.fromEntries(entries) as ReturnType<typeof checkpoints>;
}

function checkpointAfter({ after }: Step): NonNullable<PlanRequest['images']>[string] {
  const { OnBuild: _, ...config } = configOf(after);
  return { config, ...(after.author === undefined ? {} : { author: after.author }) };
}
