// What is said of a failed instruction: which, why, the end of its output, and the commands that come next.
import { codeFrame } from '../messages/code-frame.js';
import { linesOf } from '../messages/range.js';
import { sanitizeOutput } from '../messages/sanitize-output.js';
import type { Plan } from '../plan/plan.js';
import type { SessionFailed } from '../session/events.js';
import type { Failure } from '../session/state.js';

export interface FailureContext {
  readonly plan: Plan;
  readonly source: { readonly path: string; readonly text: string };
  readonly failure: Failure;
  readonly ended: SessionFailed | undefined;
  /** As the user would type them: `refrom debug …`. */
  readonly commands: { readonly debug: string; readonly resume: string };
  /** The command for any other machine, where state and wreck were pushed: it comes instead of the others. */
  readonly elsewhere?: string;
}

export function formatFailure({ plan, source, failure, ended, commands, elsewhere }: FailureContext): string {
  const step = plan.steps[failure.step];
  if (step === undefined) return `${failure.message}\n`;
  const stage = plan.stages.find(({ index }) => index === step.stage);
  const place = `stage ${stage?.name ?? String(step.stage)}, line ${String(step.line)}`;
  const code = `exit code ${String(failure.exitCode)}`;
  const message = failure.message.includes(code) ? failure.message : `${failure.message} (${code})`;
  const firstLine = source.text.indexOf('\n', step.range.start);
  const range = { start: step.range.start, end: firstLine === -1 ? step.range.end : firstLine };
  const lines = [
    `${source.path}:${String(step.line)}: ${message}`,
    `in ${place}:`,
    codeFrame(linesOf(source.text), range),
    ...(failure.hint === undefined ? [] : failure.hint.split('\n').map((line) => `  ${line}`)),
    ...tailOf(failure),
    '',
    ...(elsewhere === undefined
      ? nextCommands(ended, commands, source.path)
      : ['next, on any machine with this Dockerfile and its files:', `  ${elsewhere}`]),
    '',
  ];
  // Names out of images and contexts stand in it.
  return sanitizeOutput(lines.join('\n'));
}

function tailOf({ tail }: Failure): string[] {
  if (tail.length === 0 || (tail.length === 1 && tail[0] === '')) return [];
  return ['', 'the last lines of its output:', ...tail.map((line) => `  ${line}`)];
}

function nextCommands(
  ended: SessionFailed | undefined,
  { debug, resume }: FailureContext['commands'],
  path: string,
): string[] {
  const checkpoint = ended?.checkpoint ?? null;
  const wreck = ended?.wreck ?? null;
  const from = checkpoint === null ? 'nothing before it took long enough to be kept' : `from ${checkpoint}`;
  return [
    'next:',
    `  ${debug}`,
    `      stop before the line that failed, look, try again (${from})`,
    ...(checkpoint === null
      ? []
      : [`  ${resume}`, `      write ${path}.refrom, which an ordinary docker build finishes from there`]),
    ...(wreck === null
      ? []
      : [
          `  refrom checkpoints shell ${wreck}`,
          '      a shell in what the step left behind (refrom checkpoints rm when done)',
        ]),
  ];
}
