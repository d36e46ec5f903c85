// `refrom check --format json`: one object. Fields are only ever added; docs/check.md describes them.
import { isFine, type CheckResult } from '../check/check-dockerfile.js';
import type { Finding } from '../check/finding.js';
import { isError, type Message } from '../messages/message.js';
import { linesOf, locateIn, type Lines, type Range } from '../messages/range.js';

export function formatCheckJson(path: string, text: string, result: CheckResult): string {
  const { messages, findings, undecided } = result;
  const lines = linesOf(text);
  const status = messages.some(isError) ? 'wrong' : isFine(result) ? 'fine' : 'warnings';
  const report = {
    path,
    status,
    problems: messages.map((message) => describeMessage(lines, message)),
    findings: findings.map((finding) => describeFinding(lines, finding)),
    undecided: undecided.map(({ variable, image, range }) => ({ variable, image, ...place(lines, range) })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function describeMessage(lines: Lines, { code, severity, text: reason, hint, range }: Message): object {
  return { code, severity, reason, ...(hint === undefined ? {} : { hint }), ...place(lines, range) };
}

function describeFinding(inFile: Lines, finding: Finding): object {
  const { rule, severity, text: reason, hint, range, lines, address } = finding;
  const url = address === undefined ? {} : { url: address };
  return { rule, severity, reason, hint, ...url, ...place(inFile, range), reportedLines: lines };
}

/** One-based; the end is that of the last character's right side. */
function place(lines: Lines, range: Range): object {
  const { line, column } = locateIn(lines, range.start);
  const { line: endLine, column: endColumn } = locateIn(lines, range.end);
  return { line, column, endLine, endColumn };
}
