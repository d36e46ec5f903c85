// `refrom check --format json`: one object. Fields are only ever added; docs/check.md describes them.
import { isFine, type CheckResult } from '../check/check-dockerfile.js';
import type { Finding } from '../check/finding.js';
import { isError, type Message } from '../messages/message.js';
import { locate, type Range } from '../messages/range.js';

export function formatCheckJson(path: string, text: string, result: CheckResult): string {
  const { messages, findings, undecided } = result;
  const status = messages.some(isError) ? 'wrong' : isFine(result) ? 'fine' : 'warnings';
  const report = {
    path,
    status,
    problems: messages.map((message) => describeMessage(text, message)),
    findings: findings.map((finding) => describeFinding(text, finding)),
    undecided: undecided.map(({ variable, image, range }) => ({ variable, image, ...place(text, range) })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function describeMessage(text: string, { code, severity, text: reason, hint, range }: Message): object {
  return { code, severity, reason, ...(hint === undefined ? {} : { hint }), ...place(text, range) };
}

function describeFinding(text: string, finding: Finding): object {
  const { rule, severity, text: reason, hint, range, lines, address } = finding;
  const url = address === undefined ? {} : { url: address };
  return { rule, severity, reason, hint, ...url, ...place(text, range), reportedLines: lines };
}

/** One-based; the end is that of the last character's right side. */
function place(text: string, range: Range): object {
  const { line, column } = locate(text, range.start);
  const { line: endLine, column: endColumn } = locate(text, range.end);
  return { line, column, endLine, endColumn };
}
