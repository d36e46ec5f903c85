import type { SessionCommand } from '../../session/commands.js';
import type { SessionState } from '../../session/state.js';
import { prose } from './markdown.js';
import type { Telling } from './tell-input.js';
import { nameStep } from './tell-step.js';

/** Of a command that did something which no event tells of. */
export function tellCommand(command: SessionCommand, { before, after, hide }: Telling): string {
  const hasBegun = after.status === 'running' && before.status !== 'running';
  switch (command.type) {
    case 'back':
      return hasMoved(before, after) ? `Went back before ${nameStep(after, after.position, hide)}.` : '';
    case 'goTo':
      if (hasBegun) return `Ran on to ${nameStep(after, command.step, hide)}.`;
      return hasMoved(before, after) ? `Went back before ${nameStep(after, after.position, hide)}.` : '';
    case 'retry':
      if (!hasBegun) return '';
      return command.from === 'wreck'
        ? 'Tried again, on top of what the failure had left.'
        : 'Tried again, from the clean state before it.';
    case 'runAgain':
      return hasBegun ? `Ran ${nameStep(after, command.step, hide)} again, from the clean state.` : '';
    case 'toggleBreakpoint':
    case 'setBreakpoint':
      return isBreakpointChange(before, after) ? tellNotice(after, hide) : '';
    case 'toggleTeaching':
      return tellNotice(after, hide);
    case 'quit':
      return before.status === 'finished' ? '' : `Left before ${nameStep(before, before.position, hide)}.`;
    default:
      return '';
  }
}

const hasMoved = (before: SessionState, after: SessionState): boolean =>
  before.position !== after.position || before.failure !== after.failure;

function tellNotice({ notice = '' }: SessionState, hide: Telling['hide']): string {
  const sentence = prose(hide(notice));
  return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}.`;
}

const isBreakpointChange = (before: SessionState, after: SessionState): boolean =>
  after.breakpoints !== before.breakpoints || after.endsAtFailure !== before.endsAtFailure;
