// What can be wrong with a script only once there is a plan: places where no step stands.
import { problem, type Message } from '../../messages/message.js';
import type { Plan } from '../../plan/plan.js';
import { readBreakpoint } from '../../session/read-breakpoint.js';
import type { ScriptCommand, ScriptLine } from './script.js';

export const checkPlaces = (lines: readonly ScriptLine[], plan: Plan): readonly Message[] =>
  lines.flatMap(({ command, range }) => {
    const place = lineOf(command);
    if (place !== undefined) {
      if (hasStep(plan, place)) return [];
      const text = `no step of this build stands on line ${String(place)} of the Dockerfile`;
      const hint = `its steps begin on the lines ${linesOf(plan)}; --target builds another stage`;
      return [problem('script-invalid', range, text, hint)];
    }
    if (command.type !== 'break') return [];
    const read = readBreakpoint(command.place, plan);
    return 'problem' in read ? [problem('script-invalid', range, read.problem, read.hint)] : [];
  });

function lineOf(command: ScriptCommand): number | undefined {
  if (command.type === 'here') return command.line;
  if (command.type === 'break') return /^\d+$/.test(command.place) ? Number(command.place) : undefined;
  if (command.type !== 'expect' || !('line' in command.expectation)) return undefined;
  return command.expectation.line;
}

const hasStep = ({ steps }: Plan, place: number): boolean =>
  steps.some(({ line, endLine }) => place >= line && place <= endLine);

const linesOf = ({ steps }: Plan): string => [...new Set(steps.map(({ line }) => line))].join(', ');
