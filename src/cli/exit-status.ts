// Errors to messages and exit status: the only place.
import { formatMessage } from '../messages/code-frame.js';
import { BugError, DockerfileError, EngineError, InstructionError, UsageError } from '../messages/errors.js';
import { isError } from '../messages/message.js';
import { linesOf } from '../messages/range.js';

export const exitStatus = { done: 0, buildFailed: 1, usage: 2, engine: 3, interrupted: 130 } as const;

export interface Verdict {
  readonly status: number;
  readonly text: string;
}

const withHint = (message: string, hint: string | undefined): string =>
  hint === undefined ? `refrom: ${message}\n` : `refrom: ${message}\n  ${hint}\n`;

export function judgeError(error: unknown): Verdict {
  if (error instanceof DockerfileError) {
    const status = error instanceof InstructionError ? exitStatus.buildFailed : exitStatus.usage;
    return { status, text: formatProblems(error) };
  }
  if (error instanceof UsageError)
    return { status: exitStatus.usage, text: withHint(error.message, error.hint) };
  if (error instanceof EngineError)
    return { status: exitStatus.engine, text: withHint(error.message, error.hint) };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const kind = error instanceof BugError ? 'this is a defect of refrom' : 'something refrom did not expect';
  return {
    status: exitStatus.engine,
    text: `refrom: ${kind}; please report it with the lines below\n${stack}\n`,
  };
}

/** All problems of a file, errors first, each with its excerpt. */
function formatProblems({ path, text, messages }: DockerfileError): string {
  const sorted = [...messages].sort(
    (a, b) => Number(isError(b)) - Number(isError(a)) || a.range.start - b.range.start,
  );
  const errors = messages.filter(isError).length;
  const total = errors > 1 ? `${String(errors)} problems; nothing was executed\n` : '';
  const lines = linesOf(text);
  return `${sorted.map((message) => formatMessage(path, lines, message)).join('\n\n')}\n${total}`;
}
