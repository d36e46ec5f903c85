// Which stages and images a stage takes files from.
import { problem, type Message } from '../messages/message.js';
import { parseTrigger } from '../syntax/parse-dockerfile.js';
import type { Instruction } from '../syntax/tree.js';
import { readReference } from '../syntax/values/image-reference.js';
import type { BuildOptions } from './build-options.js';
import type { OutlinedStage } from './outline.js';
import { placeAtFrom } from './read-triggers.js';
import { namedOrigins, type NamedOrigin } from './resolve-origin.js';
import type { StageNames } from './stage-names.js';

export type BasedStage = Omit<OutlinedStage, 'dependencies' | 'imageOrigins'>;

/** All stages are linked, and told of, whether they are needed or not, as in BuildKit. */
export function linkStages(
  stages: readonly BasedStage[],
  names: StageNames,
  options: Pick<BuildOptions, 'contexts'>,
  messages: Message[],
): OutlinedStage[] {
  return stages.map((stage) => {
    const dependencies = new Set<number>(stage.base.type === 'stage' ? [stage.base.index] : []);
    const imageOrigins = new Set<string>();
    const link = (instruction: Instruction, place: (message: Message) => Message): void => {
      for (const named of namedOrigins(instruction, names, options)) {
        const { origin } = named;
        const wrong = originProblem(named, stage.index, stages.length);
        if (wrong !== undefined) messages.push(place(wrong));
        else if (origin?.type === 'image') imageOrigins.add(origin.reference);
        // One further down is told of where the instruction is lowered.
        else if (origin?.type === 'stage') dependencies.add(origin.index);
      }
    };
    for (const trigger of firedTriggers(stage, stages))
      link(trigger, (message) => placeAtFrom(message, trigger.logical.text, stage.from));
    for (const instruction of stage.instructions) link(instruction, (message) => message);
    return { ...stage, dependencies: [...dependencies], imageOrigins: [...imageOrigins] };
  });
}

/** What FROM fires of a stage of this file. */
function firedTriggers({ base }: BasedStage, stages: readonly BasedStage[]): Instruction[] {
  const below = base.type === 'stage' ? stages[base.index] : undefined;
  return (below?.instructions ?? []).flatMap((instruction) =>
    instruction.keyword === 'ONBUILD' ? parseTrigger(instruction.trigger).tree.instructions : [],
  );
}

function originProblem(
  { flag, written, name, origin }: NamedOrigin,
  own: number,
  count: number,
): Message | undefined {
  if (origin === undefined) {
    const text = `COPY --from: there is no stage ${name}; the stages of this file are 0 to ${String(count - 1)}`;
    return problem('stage-unknown', flag.range, text);
  }
  if (origin.type === 'stage' && origin.index === own)
    return problem(
      'stage-cycle',
      flag.range,
      `${written}: stage ${String(own)} cannot take files from itself`,
    );
  if (origin.type === 'image' && readReference(origin.reference) === undefined) {
    const text = `${written}: there is no such stage, and no image can have this name`;
    return problem('stage-unknown', flag.range, text, 'the name of an image is in lower case');
  }
  return undefined;
}
