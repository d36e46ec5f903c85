import type { SessionCommand } from './commands.js';
import type { SessionState } from './state.js';
import { transition } from './transition.js';

/** Why the command would do nothing now, as the debugger says it; undefined where it would do something. */
export function refusalOf(state: SessionState, command: SessionCommand): string | undefined {
  const next = transition(state, command);
  if (next.effects.length > 0) return undefined;
  const { notice: before, ...rest } = state;
  const { notice, ...after } = next.state;
  const names = new Set([...Object.keys(rest), ...Object.keys(after)]) as Set<keyof typeof rest>;
  return [...names].every((name) => rest[name] === after[name]) ? (notice ?? before) : undefined;
}
