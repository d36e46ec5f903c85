import { problem, type Message } from '../messages/message.js';
import type { BuildOptions } from './build-options.js';
import type { BasedStage } from './link-stages.js';
import { namedOrigins, type NamedOrigin } from './resolve-origin.js';

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
  options: Pick<BuildOptions, 'contexts'>,
): Message | undefined {
  const takings = stages.map((stage) => takingsOf(stage, stages, options));
  const done = new Set<number>();
  const search = (index: number, above: readonly number[]): Taking | undefined => {
    if (done.has(index)) return undefined;
    const path = [...above, index];
    for (const taking of takings[index] ?? []) {
      const found = path.includes(taking.to) ? taking : search(taking.to, path);
      if (found !== undefined) return found;
    }
    done.add(index);
    return undefined;
  };
  for (const { index } of stages) {
    const closing = search(index, []);
    if (closing !== undefined) return tellCycle(closing, stages);
  }
  return undefined;
}

const takingsOf = (
  { index, instructions }: BasedStage,
  stages: readonly BasedStage[],
  options: Pick<BuildOptions, 'contexts'>,
): Taking[] =>
  instructions
    .flatMap((instruction) => namedOrigins(instruction, stages, options))
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
