// `--break` to the lines of steps.
import { UsageError } from '../messages/errors.js';
import { suggestion } from '../messages/nearest.js';
import type { Plan, PlannedStage } from '../plan/plan.js';
import { readBreakpointPlace } from '../syntax/values/breakpoint-place.js';

/** The first line of the step each place means. Stopping at a failure is what the debugger always does. */
export function readBreakpoints(places: readonly string[], plan: Plan): number[] {
  return places.flatMap((text) => {
    const place = readBreakpointPlace(text);
    if (place === undefined)
      throw new UsageError(`--break ${text}: expected LINE, STAGE, STAGE:LINE or fail`);
    if (place.type === 'fail') return [];
    const stage = 'stage' in place ? findStage(`--break ${text}`, place.stage, plan) : undefined;
    return [findLine(text, plan, stage, 'line' in place ? place.line : undefined)];
  });
}

/** `flag` is what the user gave: it begins the message. */
export function findStage(flag: string, name: string, plan: Plan): PlannedStage {
  const stage = plan.stages.find((each) => each.name === name || String(each.index) === name);
  if (stage !== undefined) return stage;
  const names = plan.stages.map((each) => each.name);
  const hint = suggestion(name, names) ?? `its stages: ${names.join(', ')}`;
  throw new UsageError(`${flag}: no stage \`${name}\` in this build`, hint);
}

/** Without a line, the stage's first step. */
function findLine(
  text: string,
  plan: Plan,
  stage: PlannedStage | undefined,
  line: number | undefined,
): number {
  const steps = stage === undefined ? plan.steps : plan.steps.slice(stage.firstStep, stage.endStep);
  const step =
    line === undefined ? steps[0] : steps.find((each) => line >= each.line && line <= each.endLine);
  if (step === undefined) throw new UsageError(`--break ${text}: no step of this build stands there`);
  return step.line;
}
