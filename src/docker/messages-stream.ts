import { EngineError } from '../messages/errors.js';

/** One line of what the engine says while it pulls, pushes or loads. */
export interface EngineMessage {
  readonly errorDetail?: { readonly message: string; readonly code?: number };
  /** The layer it speaks of. */
  readonly id?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
}

/**
 * Waits for the end of a long operation. The engine answers 200 before it begins one; what fails later is in the
 * messages it streams, and rejects here; the others go to `onMessage`.
 */
export async function awaitMessages(
  answer: NodeJS.ReadableStream,
  operation: string,
  onMessage?: (message: EngineMessage) => void,
): Promise<void> {
  for await (const line of readLines(answer)) {
    const parsed = JSON.parse(line) as EngineMessage;
    if (!parsed.errorDetail) {
      onMessage?.(parsed);
      continue;
    }
    const { message, code: status } = parsed.errorDetail;
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
