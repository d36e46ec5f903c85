import type { SessionState } from '../../session/state.js';
import type { Expectation } from './script.js';

export interface Found {
  readonly state: SessionState;
  /** What the last command that executed something has printed. */
  readonly output: string;
}

/** Undefined if it holds; else what was found instead. */
export function judgeExpectation(expectation: Expectation, { state, output }: Found): string | undefined {
  switch (expectation.type) {
    case 'output':
      return expectation.pattern.test(output) ? undefined : describeOutput(output);
    case 'finished':
      return state.status === 'finished' ? undefined : describeStatus(state);
    case 'paused':
    case 'failed': {
      const { line } = expectation;
      const isThere = state.status === expectation.type && (line === undefined || standsOn(state, line));
      return isThere ? undefined : describeStatus(state);
    }
  }
}

function standsOn({ plan, position }: SessionState, line: number): boolean {
  const step = plan.steps[position];
  return step !== undefined && line >= step.line && line <= step.endLine;
}

function describeStatus({ plan, position, status }: SessionState): string {
  const step = plan.steps[position];
  if (status === 'finished') return status;
  return step === undefined ? `${status} after the last step` : `${status} ${String(step.line)}`;
}

/** Of the end of the output. */
const shownCharacters = 500;

const describeOutput = (output: string): string =>
  output === '' ? 'no output' : `output ${output.slice(-shownCharacters)}`;
