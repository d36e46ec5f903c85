// The library's own reading of answers never ends when the engine dies in the middle of one, and hides the engine's
// sentence inside its own. So every answer is taken as a stream and read here.
import type { IncomingMessage } from 'node:http';
import type Docker from 'dockerode';
import type { DialOptions, RequestCallback } from 'docker-modem';

/** The engine's refusal: an HTTP status beyond 399, and its reason. */
export class RefusedAnswer extends Error {
  override readonly name = 'RefusedAnswer';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** An answer that is no stream is small; one that is not comes from something that is no engine. */
const largestAnswerBytes = 64 << 20;

const everyStatus = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [100 + index, true]));

/** Changes how `docker` receives answers: see above. `onAnswer` is called as soon as one begins. */
export function readWholeAnswers(docker: Docker, onAnswer: () => void): void {
  const modem = docker.modem as { dial(options: DialOptions, callback: RequestCallback): void };
  const dial = modem.dial.bind(modem);
  modem.dial = (options, callback) => {
    const streamed = { ...options, isStream: true, openStdin: false, statusCodes: everyStatus };
    dial(streamed, (error, answer) => {
      if (!error) onAnswer();
      if (error || !isResponse(answer)) {
        callback(error, answer);
        return;
      }
      receiveAnswer(answer, options).then(
        (result) => {
          callback(null, result);
        },
        (reason: unknown) => {
          callback(reason as Error, null);
        },
      );
    });
  };
}

async function receiveAnswer(answer: IncomingMessage, options: DialOptions): Promise<object> {
  const status = answer.statusCode ?? 0;
  if (status >= 400) throw new RefusedAnswer(status, toReason(await readText(answer), answer));
  if (options.isStream) return answer;
  return parseAnswer(await readText(answer));
}

async function readText(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largestAnswerBytes)
      throw new RangeError(`an answer of more than ${largestAnswerBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function toReason(text: string, answer: IncomingMessage): string {
  const parsed = parseAnswer(text) as { message?: unknown };
  const reason = typeof parsed.message === 'string' ? parsed.message : text;
  return reason.trim() || (answer.statusMessage ?? '');
}

/** Some answers are plain text (`OK`), or nothing. */
function parseAnswer(text: string): object {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch {
    // Not JSON.
  }
  return Buffer.from(text);
}

/** Not so for a connection that was upgraded: that is a bare socket. */
function isResponse(answer: unknown): answer is IncomingMessage {
  return typeof answer === 'object' && answer !== null && 'statusCode' in answer;
}
