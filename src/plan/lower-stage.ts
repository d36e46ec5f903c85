// One stage's instructions to steps: FROM, the base's triggers, then the stage's own instructions.
import { BugError } from '../messages/errors.js';
import type { Message } from '../messages/message.js';
import type { Instruction } from '../syntax/tree.js';
import type { StageBase } from './action.js';
import { createExpander, type Expander } from './expansion.js';
import { defaultPath, type ImageConfig } from './image-config.js';
import { lowerInstruction } from './lower/lower-instruction.js';
import type { LoweringContext } from './lower/lowering.js';
import { imageKey, type Outline, type OutlinedStage } from './outline.js';
import type { Step } from './plan.js';
import type { ResolvedImages } from './plan-build.js';
import { placeAtFrom, readTriggers } from './read-triggers.js';
import { bind } from './state/bindings.js';
import { stateOfImage, stateOfStage, triggersOf } from './state/configuration.js';
import { openValueIn, splitAssignment, valueIn } from './state/scope.js';
import type { Scope, StageState } from './state/stage-state.js';

export interface LoweredStage {
  readonly name: string;
  readonly base: StageBase;
  /** Of what the stage makes. */
  readonly platform: string;
  readonly steps: readonly Step[];
  readonly end: StageState;
}

export interface LowerStageContext {
  /** The number of the stage's first step. */
  readonly firstStep: number;
  readonly outline: Outline;
  readonly images: ResolvedImages;
  readonly lowered: ReadonlyMap<number, LoweredStage>;
  readonly messages: Message[];
}

export function lowerStage(index: number, context: LowerStageContext): LoweredStage {
  const stage = context.outline.stages[index];
  if (stage === undefined) throw new BugError(`there is no stage ${String(index)}`);
  const { base, start, triggers } = openStage(stage, context);
  const steps: Step[] = [];
  const add = (
    place: PlacedInstruction,
    description: Pick<Step, 'keyword' | 'action' | 'record' | 'after' | 'trigger'>,
  ): void => {
    const { line, endLine, range, logical } = place;
    const id = context.firstStep + steps.length;
    steps.push({ id, stage: index, line, endLine, range, text: logical.text.trim(), ...description });
  };
  const from = { type: 'from', base } as const;
  add(stage.from, { keyword: 'FROM', action: from, record: '', after: start, trigger: false });
  let state = start;
  const lower = (instruction: Instruction, trigger: boolean): void => {
    const messages: Message[] = [];
    const result = lowerInstruction(instruction, loweringContext(stage, state, { ...context, messages }));
    state = result.state;
    for (const message of messages)
      context.messages.push(trigger ? placeAtFrom(message, instruction.logical.text, stage.from) : message);
    if (instruction.keyword === '') return;
    const placed = trigger ? { ...instruction, ...placeOf(stage.from) } : instruction;
    const { action, record } = result;
    add(placed, { keyword: instruction.keyword, action, record, after: state, trigger });
  };
  for (const trigger of readTriggers(triggers, stage.from, context)) lower(trigger, true);
  for (const instruction of stage.instructions) lower(instruction, false);
  const isTarget = index === context.outline.needed.at(-1);
  if (isTarget) relabel(steps, context.outline.options.labels);
  return { name: stage.name, base, platform: platformOf(base, context), steps, end: state };
}

const placeOf = ({ line, endLine, range }: Instruction): Pick<Instruction, 'line' | 'endLine' | 'range'> => ({
  line,
  endLine,
  range,
});

function platformOf(base: StageBase, { outline, lowered }: LowerStageContext): string {
  const { platform } = outline.options;
  if (base.type === 'stage') return lowered.get(base.index)?.platform ?? platform;
  return (base.type === 'image' ? base.platform : undefined) ?? platform;
}

type PlacedInstruction = Pick<Instruction, 'line' | 'endLine' | 'range' | 'logical'>;

/** `--label` belongs to the image, as if a LABEL stood at the end of the target. */
function relabel(steps: Step[], labels: Readonly<Record<string, string>>): void {
  const last = steps.at(-1);
  if (last === undefined) return;
  const after = { ...last.after, labels: bind(last.after.labels, Object.entries(labels)) };
  steps[steps.length - 1] = { ...last, after };
}

function openStage(
  stage: OutlinedStage,
  context: LowerStageContext,
): { base: StageBase; start: StageState; triggers: readonly string[] } {
  const { base } = stage;
  switch (base.type) {
    case 'scratch':
    case 'folder': {
      // Where a folder stands for a stage, nothing at all is configured (seen on BuildKit).
      const isBare = base.type === 'folder' && base.isStage === true;
      const Env = [`PATH=${defaultPath}`];
      return { base, start: stateOfImage(isBare ? { Env } : { WorkingDir: '/', Env }), triggers: [] };
    }
    case 'stage': {
      const end = context.lowered.get(base.index)?.end ?? stateOfImage({});
      return { base, start: stateOfStage(end), triggers: triggersOf(end) };
    }
    case 'image': {
      const image = context.images.get(imageKey(base)) ?? context.images.get(base.reference);
      const config = withPath(image?.config ?? {});
      const { reference, platform } = base;
      const author = image?.author === undefined ? {} : { author: image.author };
      return {
        base: {
          type: 'image',
          reference,
          id: image?.id ?? '',
          ...(platform === undefined ? {} : { platform }),
        },
        start: { ...stateOfImage(config), ...author },
        triggers: config.OnBuild ?? [],
      };
    }
  }
}

/** BuildKit adds PATH to a base that has none. */
function withPath(config: ImageConfig): ImageConfig {
  const environment = config.Env ?? [];
  if (environment.some((entry) => splitAssignment(entry)[0] === 'PATH')) return config;
  return { ...config, Env: [...environment, `PATH=${defaultPath}`] };
}

/** What the instructions of a stage are lowered with, from `state` on; `note` is told of each expanded word. */
export function loweringContext(
  stage: OutlinedStage,
  state: StageState,
  { outline, images, messages }: Pick<LowerStageContext, 'outline' | 'images' | 'messages'>,
  note?: Parameters<typeof createExpander>[3],
): LoweringContext {
  const { escape } = outline.tree;
  const expandIn = (scope: Scope): Expander =>
    createExpander((name) => valueIn(scope, name), escape, messages, note);
  return {
    state,
    images,
    messages,
    stages: outline.stages,
    names: outline.names,
    stage: stage.index,
    escape,
    globals: outline.globals,
    options: outline.options,
    expand: expandIn(state),
    expandIn,
    expandOpenly: createExpander((name) => openValueIn(state, name), escape, []),
  };
}
