// Which stages and images a stage takes files from.
import { problem, type Message } from '../messages/message.js';
import { readMountFields } from '../syntax/values/mount-fields.js';
import { parseTrigger } from '../syntax/parse-dockerfile.js';
import type { Flag, Instruction } from '../syntax/tree.js';
import type { BuildOptions } from './build-options.js';
import { findContext } from './named-contexts.js';
import type { OutlinedStage } from './outline.js';

type ContextOptions = Pick<BuildOptions, 'contexts'>;

type BasedStage = Omit<OutlinedStage, 'dependencies' | 'imageOrigins'>;

/** What `--from` names: a stage by name (the last of that name) or by number, else an image. */
export type Origin =
  | { readonly type: 'stage'; readonly index: number }
  | { readonly type: 'image'; readonly reference: string }
  /** A folder of `--build-context`. */
  | { readonly type: 'context'; readonly name: string };

type NamedStages = readonly Pick<OutlinedStage, 'index' | 'from'>[];

export function resolveOrigin(
  name: string,
  stages: NamedStages,
  options: ContextOptions,
): Origin | undefined {
  const wanted = name.toLowerCase();
  const named = stages.findLast((stage) => stage.from.stageName?.text.toLowerCase() === wanted);
  if (named !== undefined) return { type: 'stage', index: named.index };
  if (!/^\d+$/.test(name)) return contextOrImage(name, options);
  const index = Number(name);
  return index < stages.length ? { type: 'stage', index } : undefined;
}

function contextOrImage(name: string, options: ContextOptions): Origin {
  const found = findContext(name, options);
  if (found === undefined) return { type: 'image', reference: name };
  return found.context.type === 'image'
    ? { type: 'image', reference: found.context.reference }
    : { type: 'context', name: found.name };
}

/** What `from` of a mount names: unlike COPY --from, a stage by name only. */
export function resolveMountOrigin(name: string, stages: NamedStages, options: ContextOptions): Origin {
  const wanted = name.toLowerCase();
  const named = stages.findLast((stage) => stage.from.stageName?.text.toLowerCase() === wanted);
  return named === undefined ? contextOrImage(name, options) : { type: 'stage', index: named.index };
}

/** What the mounts of a RUN name. */
function mountOrigins(
  instruction: Instruction,
  stages: readonly BasedStage[],
  options: ContextOptions,
): Origin[] {
  if (instruction.keyword !== 'RUN') return [];
  return instruction.flags.flatMap(({ name, value }) => {
    if (name !== 'mount' || value === undefined) return [];
    const from = readMountFields(value)?.findLast(({ key }) => key === 'from')?.value;
    return from ? [resolveMountOrigin(from, stages, options)] : [];
  });
}

/** The `--from` flag of a COPY, where it has one; an empty one is none (BuildKit, toCommand). */
export function originFlag(instruction: Instruction): (Flag & { readonly value: string }) | undefined {
  if (instruction.keyword !== 'COPY') return undefined;
  const flag = instruction.flags.find(({ name }) => name === 'from');
  return flag?.value === undefined || flag.value === '' ? undefined : { ...flag, value: flag.value };
}

export function linkStages(
  stages: readonly BasedStage[],
  options: ContextOptions,
  messages: Message[],
): OutlinedStage[] {
  return stages.map((stage) => {
    const dependencies = new Set<number>(stage.base.type === 'stage' ? [stage.base.index] : []);
    const imageOrigins = new Set<string>();
    for (const instruction of [...firedTriggers(stage, stages), ...stage.instructions]) {
      for (const origin of mountOrigins(instruction, stages, options)) {
        if (origin.type === 'image') imageOrigins.add(origin.reference);
        // One further down is told of where the RUN is lowered.
        else if (origin.type === 'stage' && origin.index < stage.index) dependencies.add(origin.index);
      }
      const flag = originFlag(instruction);
      if (flag === undefined) continue;
      const origin = resolveOrigin(flag.value, stages, options);
      if (origin?.type === 'stage' && origin.index !== stage.index) dependencies.add(origin.index);
      else if (origin?.type === 'image') imageOrigins.add(origin.reference);
      else if (origin?.type !== 'context') messages.push(originProblem(flag, stages, stage.index));
    }
    return { ...stage, dependencies: [...dependencies], imageOrigins: [...imageOrigins] };
  });
}

/** What FROM fires of a stage of this file. What is wrong in it is told where it is lowered. */
function firedTriggers({ base }: BasedStage, stages: readonly BasedStage[]): Instruction[] {
  const below = base.type === 'stage' ? stages[base.index] : undefined;
  return (below?.instructions ?? []).flatMap((instruction) =>
    instruction.keyword === 'ONBUILD' ? parseTrigger(instruction.trigger).tree.instructions : [],
  );
}

function originProblem(flag: Flag & { value: string }, stages: readonly BasedStage[], own: number): Message {
  const isSelf = resolveOrigin(flag.value, stages, {}) !== undefined;
  if (isSelf) {
    return problem(
      'stage-cycle',
      flag.range,
      `COPY --from=${flag.value}: stage ${String(own)} cannot copy from itself`,
    );
  }
  const last = stages.length - 1;
  const text = `COPY --from: there is no stage ${flag.value}; the stages of this file are 0 to ${String(last)}`;
  return problem('stage-unknown', flag.range, text);
}
