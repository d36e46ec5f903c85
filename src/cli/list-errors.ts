// All that is wrong with a Dockerfile at once: what the plan would say, too, of a file that cannot be planned.
import { isError, type Message } from '../messages/message.js';
import type { BuildOptions } from '../plan/build-options.js';
import { outlineBuild } from '../plan/outline.js';
import { planBuild } from '../plan/plan-build.js';
import type { DockerfileTree } from '../syntax/tree.js';

/** Empty where `found` has no error; else what else is wrong stands among it, in the order of the file. */
export function listErrors(
  tree: DockerfileTree,
  found: readonly Message[],
  options: () => BuildOptions,
): readonly Message[] {
  if (!found.some(isError)) return [];
  const { outline, messages: outlined } = outlineBuild(tree, options());
  // No image is asked for: of one that is not here nothing is assumed.
  const { messages: planned } = planBuild(outline, new Map());
  const more = [...outlined, ...planned].filter(
    (message) => isError(message) && !mayFollow.includes(message.code) && !isToldOf(tree, found, message),
  );
  return [...found, ...more].sort((one, other) => one.range.start - other.range.start);
}

/** They may come from an instruction that could not be read, or from an image that was not asked for. */
const mayFollow: readonly Message['code'][] = [
  'stage-unknown',
  'stage-cycle',
  'target-unknown',
  'image-unavailable',
  'word-required',
];

/** Of an instruction with an error the first is told. */
const isToldOf = (
  { instructions }: DockerfileTree,
  found: readonly Message[],
  { range }: Message,
): boolean => {
  const holds = (outer: Message['range'], { start }: Message['range']): boolean =>
    start >= outer.start && start < outer.end;
  const instruction = instructions.find((each) => holds(each.range, range));
  return found.some(
    (message) =>
      isError(message) &&
      (message.range.start === range.start ||
        (instruction !== undefined && holds(instruction.range, message.range))),
  );
};
