import { problem, type Message } from '../messages/message.js';
import { suggestion } from '../messages/nearest.js';
import { walkDepthFirst } from './depth-first.js';
import type { OutlinedStage } from './outline.js';

/**
 * The stages the target needs, dependencies first and else in the order of the file; the target last.
 * A target is a name, never a number (`--target 0` fails in BuildKit too, unless a stage is so named).
 */
export function selectStages(
  stages: readonly OutlinedStage[],
  target: string | undefined,
  messages: Message[],
): readonly number[] {
  const chosen = chooseTarget(stages, target, messages);
  if (chosen === undefined) return [];
  // In a circle something is taken from a stage further down, which is told of where that is lowered.
  const { order } = walkDepthFirst([chosen.index], {
    edgesOf: (index) => [...(stages[index]?.dependencies ?? [])].sort((a, b) => a - b),
    targetOf: (index) => index,
  });
  return order;
}

function chooseTarget(
  stages: readonly OutlinedStage[],
  target: string | undefined,
  messages: Message[],
): OutlinedStage | undefined {
  if (target === undefined || target === '') return stages.at(-1);
  const found = stages.findLast((stage) => stage.from.stageName?.text.toLowerCase() === target.toLowerCase());
  if (found !== undefined) return found;
  const names = stages.flatMap((stage) =>
    stage.from.stageName === undefined ? [] : [stage.from.stageName.text],
  );
  const known =
    names.length === 0
      ? 'the file names no stage'
      : `the stages are ${names.map((name) => `\`${name}\``).join(', ')}`;
  const range = stages.at(-1)?.from.range ?? { start: 0, end: 0 };
  messages.push(
    problem(
      'target-unknown',
      range,
      `--target: stage \`${target}\` is not defined; ${known}`,
      suggestion(target, names),
    ),
  );
  return undefined;
}
