// Why a command of a script does nothing now, in the words of scripts: the session's own are about keys.
import { hasContainer } from '../../session/execute.js';
import { isAtEnd, type SessionState } from '../../session/state.js';
import type { ScriptCommand } from './script.js';

/** `otherwise` is what the session says. */
export function explainRefusal(state: SessionState, command: ScriptCommand, otherwise: string): string {
  switch (command.type) {
    case 'next':
    case 'continue':
    case 'here':
      return state.failure === undefined
        ? 'the build is finished; `back` goes back'
        : 'the step failed; `retry`, `retry wreck` or `back` has to come first';
    case 'back':
      return 'this is the beginning';
    case 'skip':
      return isAtEnd(state) ? 'there is no step to skip; `back` goes back' : otherwise;
    case 'retry':
      return isAtEnd(state)
        ? 'there is no step to retry; `back` goes back'
        : 'nothing failed here; `retry clean` runs the step from the clean state';
    case 'shell':
    case 'print':
      return hasContainer(state) ? otherwise : 'there is no state before FROM; `next` goes past it';
    default:
      return otherwise;
  }
}
