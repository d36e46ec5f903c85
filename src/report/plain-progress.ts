// `--progress plain`: one line for what happens, output lines with their step and time, as docker build prints them.
import prettyBytes from 'pretty-bytes';
import prettyMilliseconds from 'pretty-ms';
import type {
  SessionEvent,
  SessionFinished,
  StepOutput,
  StepStarted,
  StepSucceeded,
} from '../session/events.js';
import type { StepReason } from '../session/step-reason.js';
import { formatReason } from '../session/format-reason.js';
import { sanitizeOutput } from '../messages/sanitize-output.js';
import type { Plan } from '../plan/plan.js';

/** Of one line of output; a longer one is cut into several. */
const longestLine = 64_000;

export interface PlainProgressOptions {
  /** Say of each step that runs what makes it run. */
  readonly why?: boolean;
  /** What is said of a step before it begins; ends with a line end. */
  readonly explain?: (step: number) => string;
}

/** Formats events in order; gives the text to print, possibly empty. */
export function createPlainProgress(
  start: Plan,
  { why = false, explain = () => '' }: PlainProgressOptions = {},
): (event: SessionEvent) => string {
  let plan = start;
  const partial = new Map<string, string>();
  let begun = 0;
  const finishLines = (step: number): string => {
    const rest = [...partial].filter(([key]) => key.startsWith(`${String(step)}:`));
    for (const [key] of rest) partial.delete(key);
    return rest.map(([, text]) => (text === '' ? '' : `#${String(step + 1)} ${text}\n`)).join('');
  };
  const format = (event: SessionEvent): string => {
    switch (event.type) {
      case 'step/started':
        begun = Date.parse(event.time);
        return `${explain(event.step)}#${String(event.step + 1)} ${title(plan, event.step)}\n${why ? formatWhy(plan, event) : ''}`;
      case 'step/output':
        return formatOutput(event, Date.parse(event.time) - begun, partial);
      case 'step/succeeded':
        return finishLines(event.step) + `#${String(event.step + 1)} ${outcome(event)}\n\n`;
      case 'step/failed':
        return finishLines(event.step) + `#${String(event.step + 1)} FAILED: ${event.message}\n\n`;
      case 'step/skipped':
        return `#${String(event.step + 1)} ${title(plan, event.step)}\n#${String(event.step + 1)} SKIPPED\n\n`;
      case 'step/accepted':
        return `#${String(event.step + 1)} ACCEPTED as it is: made by hand, the Dockerfile does not say how\n\n`;
      case 'source/written':
        return `refrom: wrote ${event.path}; the file as it was is ${event.backup} until the session ends\n\n`;
      case 'step/retrying':
        return `   trying again in ${seconds(event.milliseconds)} (${String(event.attempt)} of ${String(event.times)})\n\n`;
      case 'state/restored':
        begun = Date.parse(event.time);
        return event.replayed === 0
          ? ''
          : `   restored from ${event.image}, ${count(event.replayed, 'step')} replayed in ${seconds(event.milliseconds)}\n`;
      case 'checkpoint/taken':
        return `   checkpoint ${event.image} ${seconds(event.milliseconds)}\n\n`;
      case 'plan/replaced':
        plan = event.plan;
        partial.clear();
        return `refrom: the plan is made anew: ${count(plan.steps.length, 'step')}\n\n`;
      case 'plan/refused':
        return event.interrupted === true
          ? `refrom: ${event.message}\n\n`
          : `${event.message}\nrefrom: the plan stays as it was\n\n`;
      case 'problem/reported':
      case 'shell/refused':
        return `refrom: ${event.message}\n\n`;
      case 'session/finished':
        return finished(event, plan);
      default:
        return '';
    }
  };
  // Names out of images and contexts stand in what is said; a step's output is made harmless line by line.
  return (event) => (event.type === 'step/output' ? format(event) : sanitizeOutput(format(event)));
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)}s`;

const count = (number: number, noun: string): string => `${String(number)} ${noun}${number === 1 ? '' : 's'}`;

const outcome = ({ reused, milliseconds, kept }: StepSucceeded): string => {
  if (kept === true) return 'KEPT, although it has changed';
  return reused ? 'REUSED' : `DONE ${seconds(milliseconds)}`;
};

/** FROM is never run, and said to be only where it begins with something else. What holds for all is said once. */
function formatWhy(plan: Plan, { step, because = [] }: StepStarted): string {
  const isFrom = plan.steps[step]?.action.type === 'from';
  const told = because.filter(({ type }) => {
    if (ofAll.has(type)) return step === 0;
    return !isFrom || ofFrom.has(type);
  });
  return told
    .map((reason) => `#${String(step + 1)} because ${sanitizeOutput(formatReason(reason))}\n`)
    .join('');
}

type ReasonTypes = ReadonlySet<StepReason['type']>;

const ofAll: ReasonTypes = new Set(['first', 'no-cache']);
const ofFrom: ReasonTypes = new Set(['image', 'stage', 'text', 'value', 'new']);

function title(plan: Plan, id: number): string {
  const step = plan.steps[id];
  if (step === undefined) return '';
  const stage = plan.stages.find(({ firstStep, endStep }) => id >= firstStep && id < endStep);
  const place =
    stage === undefined
      ? ''
      : `${String(id - stage.firstStep + 1)}/${String(stage.endStep - stage.firstStep)}`;
  const name = plan.stages.length > 1 ? `${stage?.name ?? ''} ` : '';
  return `[${name}${place}] ${String(step.line)}: ${step.text.replaceAll(/\s+/g, ' ').slice(0, 300)}`;
}

/** Complete lines now, the rest with the next piece. */
function formatOutput(event: StepOutput, milliseconds: number, partial: Map<string, string>): string {
  const key = `${String(event.step)}:${event.stream}`;
  const text = (partial.get(key) ?? '') + event.text;
  const end = text.lastIndexOf('\n');
  const isOverlong = end === -1 && text.length > longestLine;
  partial.set(key, isOverlong ? '' : text.slice(end + 1));
  if (end === -1 && !isOverlong) return '';
  const lines = (isOverlong ? text : text.slice(0, end)).split('\n');
  const prefix = `#${String(event.step + 1)} ${(milliseconds / 1000).toFixed(3)} `;
  return lines.map((line) => `${prefix}${line.replace(/\r$/, '')}\n`).join('');
}

function finished(event: SessionFinished, plan: Plan): string {
  const names = event.tags.length === 0 ? '' : ` as ${event.tags.join(', ')}`;
  const duration = prettyMilliseconds(event.milliseconds, { secondsDecimalDigits: 1 });
  const built = `built ${event.image}${names}: ${count(plan.steps.length, 'step')} in ${duration}\n`;
  return `${built}${kept(event)}${saved(event)}`;
}

function kept({ keptLines = [] }: SessionFinished): string {
  if (keptLines.length === 0) return '';
  const isOne = keptLines.length === 1;
  return `kept although changed: ${isOne ? 'line' : 'lines'} ${keptLines.join(', ')}; docker build would run ${isOne ? 'it' : 'them'}\n`;
}

function saved({ savedBytes }: SessionFinished): string {
  if (savedBytes === undefined) return '';
  return savedBytes === 0
    ? 'no disk saved by --checkpoint never: no step made less of what one before it wrote\n'
    : `at least ${prettyBytes(savedBytes)} of disk saved by --checkpoint never, against a checkpoint after each step\n`;
}
