// What a session did, in sentences: of each command and event what a reader of its transcript has to know.
import prettyBytes from 'pretty-bytes';
import prettyMilliseconds from 'pretty-ms';
import type { SessionEvent } from '../../session/events.js';
import type { SessionState } from '../../session/state.js';
import { isEvent, type SessionInput } from '../../session/transition.js';
import { codeSpan, fencedBlock, plainText, prose } from './markdown.js';
import { tellCommand } from './tell-command.js';
import { tellPlan } from './tell-plan.js';
import { tellShell } from './tell-shell.js';
import { headStep, nameStep, tellBegun, tellSucceeded } from './tell-step.js';

export interface Telling {
  readonly before: SessionState;
  readonly after: SessionState;
  /** Puts names in the place of values that must not be told. */
  readonly hide: (text: string) => string;
}

/** Empty where there is nothing to tell; without a line end. */
export const tellInput = (input: SessionInput, telling: Telling): string =>
  isEvent(input) ? tellEvent(input, telling) : tellCommand(input, telling);

function tellEvent(event: SessionEvent, telling: Telling): string {
  const { before, after, hide } = telling;
  switch (event.type) {
    case 'step/started':
      return tellBegun(event, telling);
    case 'step/succeeded':
      return tellSucceeded(event, telling);
    case 'step/failed': {
      const hint = event.hint === undefined ? '' : `\n\n${prose(hide(event.hint))}`;
      const code = `exit code ${String(event.exitCode)}`;
      const why = event.message.includes(code) ? event.message : `${event.message} (${code})`;
      return `**Failed**: ${prose(hide(why))}${hint}`;
    }
    case 'step/skipped':
      return `${headStep(after, event.step, hide)}\n\nSkipped: it was not executed.`;
    case 'step/retrying':
      return `It failed, and was tried again after ${duration(event.milliseconds)} (${String(event.attempt)} of ${String(event.times)}).`;
    case 'state/restored':
      return event.replayed === 0
        ? ''
        : `The state before ${nameStep(after, event.step, hide)} was made again from ${codeSpan(event.image)}: ${count(event.replayed, 'step')} run again in ${duration(event.milliseconds)}.`;
    case 'checkpoint/taken': {
      const handmade = event.handmade === true ? '; it holds changes made by hand' : '';
      return `Kept as the checkpoint ${codeSpan(event.image)}, ${prettyBytes(event.bytes)}${handmade}.`;
    }
    case 'shell/opened':
      return `A shell was opened in ${event.look === true ? `the state before ${nameStep(before, event.step, hide)}` : place(before, event.step, hide)}.`;
    case 'shell/closed':
      return tellShell(event, hide);
    case 'execution/started':
      return `Run by hand, in ${place(before, event.step, hide)}:\n\n${fencedBlock('sh', hide(event.text)).trimEnd()}`;
    case 'execution/ended':
      return `It ended with exit code ${String(event.exitCode)} after ${duration(event.milliseconds)}.`;
    case 'execution/refused':
      return `It could not be run: ${prose(hide(event.message))}`;
    case 'execution/undone':
      return 'The last command run by hand was undone.';
    case 'step/accepted':
      return 'Accepted as it is: made by hand, the Dockerfile does not say how.';
    case 'fix/proved':
      return `The fix is proved: this succeeds from the clean state before it.\n\n${fencedBlock('dockerfile', hide(plainText(event.text))).trimEnd()}`;
    case 'fix/refused':
      return prose(hide(event.message));
    case 'source/written':
      return `The fix was written: ${codeSpan(hide(event.path))}.`;
    case 'plan/replaced':
    case 'plan/refused':
      return tellPlan(event, telling);
    case 'resume/written':
      return [
        `A Dockerfile that goes on from here was written: ${codeSpan(hide(event.path))}.`,
        ...(event.notes ?? []).map((note) => prose(hide(note))),
      ].join('\n\n');
    case 'problem/reported':
    case 'shell/refused':
      return prose(hide(event.message));
    default:
      return tellEnd(event);
  }
}

function tellEnd(event: SessionEvent): string {
  switch (event.type) {
    case 'session/finished': {
      const names = event.tags.length === 0 ? '' : ` as ${event.tags.map(codeSpan).join(', ')}`;
      return `### The image\n\nBuilt ${codeSpan(event.image)}${names}, in ${duration(event.milliseconds)}.`;
    }
    case 'session/failed':
      return event.checkpoint === null
        ? 'It ended here.'
        : `It ended here; the nearest checkpoint is ${codeSpan(event.checkpoint)}.`;
    case 'session/interrupted':
      return 'The session was interrupted.';
    default:
      return '';
  }
}

const duration = (milliseconds: number): string =>
  prettyMilliseconds(milliseconds, { secondsDecimalDigits: 1 });

const count = (number: number, noun: string): string => `${String(number)} ${noun}${number === 1 ? '' : 's'}`;

const place = (state: SessionState, step: number, hide: Telling['hide']): string =>
  state.failure === undefined
    ? `the state before ${nameStep(state, step, hide)}`
    : `what the failed ${nameStep(state, step, hide)} left`;
