import { problem, type Message } from '../messages/message.js';
import type { BuildOptions } from './build-options.js';
import { walkDepthFirst } from './depth-first.js';
import type { BasedStage } from './link-stages.js';
import { namedOrigins, type NamedOrigin } from './resolve-origin.js';
import type { StageNames } from './stage-names.js';

interface Taking extends NamedOrigin {
  readonly from: number;
  readonly to: number;
}

/**
 * The first circle of stages that take files from each other, where it closes. BuildKit refuses it whether the stages
 * are needed or not (validateCircularDependency); FROM, and what it fires, do not count there. One that takes files
 * from itself is told of where stages are linked.
 */
export function findCycle(
  stages: readonly BasedStage[],
  names: StageNames,
  options: Pick<BuildOptions, 'contexts'>,
): Message | undefined {
  const takings = stages.map((stage) => takingsOf(stage, names, options));
  const { closing } = walkDepthFirst([...takings.keys()], {
    edgesOf: (index) => takings[index] ?? [],
    targetOf: ({ to }) => to,
  });
  return closing[0] && tellCycle(closing[0], stages);
}

const takingsOf = (
  { index, instructions }: BasedStage,
  names: StageNames,
  options: Pick<BuildOptions, 'contexts'>,
): Taking[] =>
  instructions
    .flatMap((instruction) => namedOrigins(instruction, names, options))
    .flatMap((named) =>
      named.origin?.type === 'stage' && named.origin.index !== index
        ? [{ ...named, from: index, to: named.origin.index }]
        : [],
    );

function tellCycle({ flag, written, from, to }: Taking, stages: readonly BasedStage[]): Message {
  const nameOf = (index: number): string => stages[index]?.name ?? String(index);
  const text = `${written}: stage \`${nameOf(to)}\` depends on itself, as it needs stage \`${nameOf(from)}\``;
  return problem('stage-cycle', flag.range, text);
}
