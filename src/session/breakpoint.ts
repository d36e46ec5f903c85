// Where a session pauses by itself, as data; and whether it does before a step. The plan alone decides: the variables of
// every state are known before anything runs.
import { unreachable } from '../messages/errors.js';
import type { Plan, Step } from '../plan/plan.js';
import { valueIn } from '../plan/state/scope.js';

export type Breakpoint = BreakpointPlace & {
  /** Given on the command line: not remembered for the next run. */
  readonly isOfThisRun?: true;
};

export type BreakpointPlace =
  /** Any line of a step, one-based. */
  | { readonly type: 'line'; readonly line: number }
  /** Before the stage's first step. */
  | { readonly type: 'stage'; readonly stage: string }
  /** At a step that fails: there from the beginning, see `endsAtFailure`. */
  | { readonly type: 'failure' }
  /** Before each instruction whose text the regular expression is found in. */
  | { readonly type: 'pattern'; readonly pattern: string }
  | BreakpointCondition;

/** Before the first of a run of steps for which it holds in the state before them. A variable that is not set is empty. */
export interface BreakpointCondition {
  readonly type: 'condition';
  readonly name: string;
  readonly operator: '=~' | '==' | '!=';
  readonly value: string;
}

/** The first of them that the session pauses at before the step. */
export const breakpointAt = (
  breakpoints: readonly Breakpoint[],
  plan: Plan,
  step: Step,
): Breakpoint | undefined => breakpoints.find((each) => stopsBefore(each, plan, step));

function stopsBefore(breakpoint: Breakpoint, plan: Plan, step: Step): boolean {
  switch (breakpoint.type) {
    case 'line':
      return breakpoint.line >= step.line && breakpoint.line <= step.endLine;
    case 'stage':
      return plan.stages.some(({ name, firstStep }) => name === breakpoint.stage && firstStep === step.id);
    case 'failure':
      return false;
    case 'pattern':
      return [step.text, scriptOf(step)].some((text) => new RegExp(breakpoint.pattern).test(text));
    case 'condition':
      return holdsBefore(breakpoint, plan, step.id) && !holdsBefore(breakpoint, plan, step.id - 1);
    default:
      return unreachable(breakpoint);
  }
}

/** The text of an instruction ends before its heredocs. */
const scriptOf = ({ action }: Step): string => (action.type === 'run' ? (action.script ?? '') : '');

/** Before FROM there is no state of the stage for anything to hold in. */
function holdsBefore({ name, operator, value }: BreakpointCondition, plan: Plan, step: number): boolean {
  const before = plan.steps[step - 1];
  if (before === undefined || plan.steps[step]?.stage !== before.stage) return false;
  const found = valueIn(before.after, name) ?? '';
  if (operator === '=~') return new RegExp(value).test(found);
  return (found === value) === (operator === '==');
}

/** As `--break` takes it. */
export function formatBreakpoint(breakpoint: BreakpointPlace): string {
  switch (breakpoint.type) {
    case 'line':
      return String(breakpoint.line);
    case 'stage':
      return breakpoint.stage;
    case 'failure':
      return 'fail';
    case 'pattern':
      return `/${breakpoint.pattern}/`;
    case 'condition': {
      const { name, operator, value } = breakpoint;
      return `$${name} ${operator} ${operator === '=~' ? value : quoted(value)}`;
    }
    default:
      return unreachable(breakpoint);
  }
}

const quoted = (value: string): string => (value.includes('"') ? `'${value}'` : `"${value}"`);
