import { EngineError } from '../messages/errors.js';

/** One line of what the engine says while it pulls or loads; only failures are of interest here. */
interface EngineMessage {
  readonly errorDetail?: { readonly message: string; readonly code?: number };
}

/**
 * Waits for the end of a long operation. The engine answers 200 before it begins one; what fails later is in the
 * messages it streams, and rejects here.
 */
export async function awaitMessages(answer: NodeJS.ReadableStream, operation: string): Promise<void> {
  for await (const line of readLines(answer)) {
    const { errorDetail } = JSON.parse(line) as EngineMessage;
    if (!errorDetail) continue;
    const { message, code: status } = errorDetail;
    throw new EngineError(operation, 'refused', `cannot ${operation}: ${message}`, { status });
  }
}

/** Not readline's: that one does not tell a connection that broke from one that ended. */
async function* readLines(answer: NodeJS.ReadableStream): AsyncGenerator<string> {
  let rest = '';
  answer.setEncoding('utf8');
  for await (const chunk of answer) {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim() !== '');
  }
  if (rest.trim() !== '') yield rest;
}
