// `refrom check`: problems and findings as text, each where it stands, with an excerpt and what to do.
import type { CheckResult } from '../check/check-dockerfile.js';
import type { Finding } from '../check/finding.js';
import type { Undecided } from '../check/rules/undefined-var.js';
import { codeFrame, formatMessage } from '../messages/code-frame.js';
import { isError } from '../messages/message.js';
import { linesOf, locateIn, type Lines } from '../messages/range.js';

/** In the order of the file; below it what could not be told, and the sum. */
export function formatCheck(path: string, text: string, result: CheckResult): string {
  const { messages, findings, undecided } = result;
  const lines = linesOf(text);
  const parts = [
    ...messages.map((message) => ({ at: message.range.start, said: formatMessage(path, lines, message) })),
    ...findings.map((finding) => ({ at: finding.range.start, said: formatFinding(path, lines, finding) })),
  ].sort((one, other) => one.at - other.at);
  const errors = [...messages, ...findings].filter(isWrong).length;
  return [
    ...parts.map(({ said }) => `${said}\n\n`),
    ...undecided.map((each) => formatUndecided(path, lines, each)),
    `${path}: ${formatSum(errors, parts.length - errors)}\n`,
  ].join('');
}

function formatUndecided(path: string, lines: Lines, { variable, image, range }: Undecided): string {
  const { line, column } = locateIn(lines, range.start);
  const place = `${path}:${String(line)}:${String(column)}`;
  return `${place}: note: only \`${image}\` can have set \`$${variable}\`; with --images the engine is asked\n`;
}

function formatSum(errors: number, warnings: number): string {
  const parts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ];
  return parts.length === 0 ? 'nothing to report' : parts.join(', ');
}

const isWrong = (each: CheckResult['messages'][number] | Finding): boolean =>
  'rule' in each ? each.severity === 'error' : isError(each);

const count = (number: number, noun: string): string => `${String(number)} ${noun}${number === 1 ? '' : 's'}`;

/** `path:line:column: warning: reason (Rule)`, the excerpt, what to do, and where it is explained. */
function formatFinding(path: string, lines: Lines, finding: Finding): string {
  const { line, column } = locateIn(lines, finding.range.start);
  const severity = finding.severity === 'warning' ? 'warning: ' : '';
  return [
    `${path}:${String(line)}:${String(column)}: ${severity}${finding.text} (${finding.rule})`,
    codeFrame(lines, finding.range),
    `  ${finding.hint}`,
    ...(finding.address === undefined ? [] : [`  ${finding.address}`]),
  ].join('\n');
}
