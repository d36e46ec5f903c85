// What a user writes to the breakpoint it means: of --break, of the debugger's prompt, and of what was kept of a run.
import { suggestion } from '../messages/nearest.js';
import type { Plan, PlannedStage } from '../plan/plan.js';
import { readBreakpointPlace } from '../syntax/values/breakpoint-place.js';
import type { BreakpointPlace } from './breakpoint.js';

export type BreakpointRead = { readonly breakpoint: BreakpointPlace } | ProblemRead;

/** What is wrong with it, and what could have been meant. */
export interface ProblemRead {
  readonly problem: string;
  readonly hint?: string;
}

const forms = 'LINE, STAGE, STAGE:LINE, fail, /PATTERN/, or $VARIABLE with =~, == or != and a value';

export function readBreakpoint(text: string, plan: Plan): BreakpointRead {
  const place = readBreakpointPlace(text.trim());
  if (place === undefined) return { problem: `expected ${forms}` };
  switch (place.type) {
    case 'fail':
      return { breakpoint: { type: 'failure' } };
    case 'line':
      return findLine(plan.steps, place.line);
    case 'stage':
    case 'stage-line':
      return findStage(plan, place);
    case 'pattern':
      return withExpression(place.pattern, place);
    case 'condition':
      return place.operator === '=~' ? withExpression(place.value, place) : { breakpoint: place };
  }
}

function findStage(
  plan: Plan,
  { stage: name, line }: { readonly stage: string; readonly line?: number },
): BreakpointRead {
  const stage = findStageNamed(plan, name);
  if ('problem' in stage) return stage;
  if (line === undefined) return { breakpoint: { type: 'stage', stage: stage.name } };
  return findLine(plan.steps.slice(stage.firstStep, stage.endStep), line);
}

/** By its name or number. */
export function findStageNamed({ stages }: Plan, name: string): PlannedStage | ProblemRead {
  const stage = stages.find((each) => each.name === name || String(each.index) === name);
  if (stage !== undefined) return stage;
  const names = stages.map((each) => each.name);
  const hint = suggestion(name, names) ?? `its stages: ${names.join(', ')}`;
  return { problem: `no stage \`${name}\` in this build`, hint };
}

/** A breakpoint stands at the first line of its step. */
function findLine(steps: Plan['steps'], line: number): BreakpointRead {
  const step = steps.find((each) => line >= each.line && line <= each.endLine);
  if (step === undefined) return { problem: 'no step of this build stands there' };
  return { breakpoint: { type: 'line', line: step.line } };
}

function withExpression(expression: string, breakpoint: BreakpointPlace): BreakpointRead {
  try {
    new RegExp(expression);
    return { breakpoint };
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*: /, '') : String(error);
    return { problem: `\`${expression}\` is no regular expression: ${reason}` };
  }
}
