// What a session tells while it does what one command of a script asks.
import type { RunningSession } from '../../engine/run-session.js';
import type { SessionInput } from '../../session/transition.js';
import type { Facts } from './print-state.js';

/** Of the output of one command, for `expect output`: its end. */
const outputCharacters = 1_000_000;

export interface Heard {
  /** What the command came to. */
  facts?: Facts;
  /** Why it did not come to that. */
  problem?: string;
  /** What steps and commands have printed since it was last emptied. */
  output: string;
}

export function hearSession(session: RunningSession): Heard {
  const heard: Heard = { output: '' };
  session.subscribe((input) => {
    take(heard, input);
  });
  return heard;
}

function take(heard: Heard, input: SessionInput): void {
  switch (input.type) {
    case 'step/output':
    case 'execution/output':
      heard.output = (heard.output + input.text).slice(-outputCharacters);
      return;
    case 'execution/ended':
      heard.facts = { exitCode: input.exitCode, milliseconds: input.milliseconds };
      return;
    case 'resume/written':
      heard.facts = { path: input.path, ...(input.notes === undefined ? {} : { notes: input.notes }) };
      return;
    case 'execution/refused':
    case 'problem/reported':
    case 'shell/refused':
      heard.problem = input.message;
      return;
    default:
  }
}
