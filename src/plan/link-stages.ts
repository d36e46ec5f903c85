// Which stages and images a stage takes files from.
import { problem, type Message } from '../messages/message.js';
import { readMountFields } from '../syntax/values/mount-fields.js';
import type { Flag, Instruction } from '../syntax/tree.js';
import type { OutlinedStage } from './outline.js';

type BasedStage = Omit<OutlinedStage, 'dependencies' | 'imageOrigins'>;

/** What `--from` names: a stage by name (the last of that name) or by number, else an image. */
export type Origin =
  { readonly type: 'stage'; readonly index: number } | { readonly type: 'image'; readonly reference: string };

export function resolveOrigin(
  name: string,
  stages: readonly Pick<OutlinedStage, 'index' | 'from'>[],
): Origin | undefined {
  const wanted = name.toLowerCase();
  const named = stages.findLast((stage) => stage.from.stageName?.text.toLowerCase() === wanted);
  if (named !== undefined) return { type: 'stage', index: named.index };
  if (!/^\d+$/.test(name)) return { type: 'image', reference: name };
  const index = Number(name);
  return index < stages.length ? { type: 'stage', index } : undefined;
}

/** What `from` of a mount names: unlike COPY --from, a stage by name only. */
export function resolveMountOrigin(
  name: string,
  stages: readonly Pick<OutlinedStage, 'index' | 'from'>[],
): Origin {
  const wanted = name.toLowerCase();
  const named = stages.findLast((stage) => stage.from.stageName?.text.toLowerCase() === wanted);
  return named === undefined ? { type: 'image', reference: name } : { type: 'stage', index: named.index };
}

/** What the mounts of a RUN name. */
function mountOrigins(instruction: Instruction, stages: readonly BasedStage[]): Origin[] {
  if (instruction.keyword !== 'RUN') return [];
  return instruction.flags.flatMap(({ name, value }) => {
    if (name !== 'mount' || value === undefined) return [];
    const from = readMountFields(value)?.findLast(({ key }) => key === 'from')?.value;
    return from ? [resolveMountOrigin(from, stages)] : [];
  });
}

/** The `--from` flag of a COPY, where it has one. */
export function originFlag(instruction: Instruction): (Flag & { readonly value: string }) | undefined {
  if (instruction.keyword !== 'COPY') return undefined;
  const flag = instruction.flags.find(({ name }) => name === 'from');
  return flag?.value === undefined ? undefined : { ...flag, value: flag.value };
}

export function linkStages(stages: readonly BasedStage[], messages: Message[]): OutlinedStage[] {
  return stages.map((stage) => {
    const dependencies = new Set<number>(stage.base.type === 'stage' ? [stage.base.index] : []);
    const imageOrigins = new Set<string>();
    for (const instruction of stage.instructions) {
      for (const origin of mountOrigins(instruction, stages)) {
        if (origin.type === 'image') imageOrigins.add(origin.reference);
        // One further down is told of where the RUN is lowered.
        else if (origin.index < stage.index) dependencies.add(origin.index);
      }
      const flag = originFlag(instruction);
      if (flag === undefined) continue;
      const origin = resolveOrigin(flag.value, stages);
      if (origin?.type === 'stage' && origin.index !== stage.index) dependencies.add(origin.index);
      else if (origin?.type === 'image') imageOrigins.add(origin.reference);
      else messages.push(originProblem(flag, stages, stage.index));
    }
    return { ...stage, dependencies: [...dependencies], imageOrigins: [...imageOrigins] };
  });
}

function originProblem(flag: Flag & { value: string }, stages: readonly BasedStage[], own: number): Message {
  const isSelf = resolveOrigin(flag.value, stages) !== undefined;
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
