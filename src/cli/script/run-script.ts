// The commands of a script, one after the other, each when all that follows from the one before is done.
import type { Failure } from '../../session/state.js';
import { performLine, type Outcome, type ScriptRoom } from './perform-line.js';
import type { Facts } from './print-state.js';
import type { ScriptLine } from './script.js';

/** What is printed of a command when it is over, beside the session's events; `line` is the script's. */
export type ScriptRecord = Facts & {
  readonly type: 'command/done' | 'command/refused' | 'expectation/failed';
  readonly line: number;
};

export interface ScriptEnd {
  /** The line that ended the script before its end, and why. */
  readonly stopped?: { readonly line: ScriptLine; readonly reason: string };
  /** One that an expectation has met. */
  readonly expectedFailure?: Failure;
}

/** The session has begun. Ends early where it has ended, where a command is refused and where an expectation fails. */
export async function runScript(
  lines: readonly ScriptLine[],
  room: ScriptRoom,
  report: (record: ScriptRecord) => void,
): Promise<ScriptEnd> {
  const { session } = room;
  let end: ScriptEnd = {};
  for (const line of lines) {
    const { command } = line;
    const outcome = await performLine(command, room);
    if (session.getState().status === 'ended') break;
    report(recordOf(line, outcome));
    const reason = reasonOf(line, outcome);
    if (reason !== undefined) return { ...end, stopped: { line, reason } };
    if (command.type === 'quit') break;
    const { failure } = session.getState();
    const isMet = command.type === 'expect' && command.expectation.type === 'failed';
    if (isMet && failure !== undefined) end = { expectedFailure: failure };
  }
  return end;
}

const expectedOf = ({ text }: ScriptLine): string => text.replace(/^expect\s+/, '');

function recordOf(line: ScriptLine, outcome: Outcome): ScriptRecord {
  const { line: number, text: command } = line;
  switch (outcome.type) {
    case 'done':
      return { type: 'command/done', line: number, command, ...outcome.facts };
    case 'refused':
      return { type: 'command/refused', line: number, command, reason: outcome.reason };
    case 'failed':
      return { type: 'expectation/failed', line: number, expected: expectedOf(line), found: outcome.found };
  }
}

/** Why the script cannot go on. */
function reasonOf(line: ScriptLine, outcome: Outcome): string | undefined {
  if (outcome.type === 'done') return undefined;
  if (outcome.type === 'refused') return outcome.reason;
  return `expected ${expectedOf(line)}, and found ${outcome.found}`;
}
