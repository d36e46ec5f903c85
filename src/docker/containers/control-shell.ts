import { randomUUID } from 'node:crypto';
import { EngineError } from '../../messages/errors.js';

/** The shell that is process 1 of a container, over a connection to its standard input and output. */
export interface ControlShell {
  isOpen(): boolean;
  /** Runs a script, and gives the value of the variable `answer`, one line. Rejects with failure `lost`. */
  ask(line: string): Promise<string>;
  close(): void;
}

/** Answers are short; what does not fit was written by somebody else to the shell's output. */
const answerLimit = 4096;

interface Question {
  readonly resolve: (answer: string) => void;
  readonly reject: (error: EngineError) => void;
}

export function createControlShell(stream: NodeJS.ReadWriteStream): ControlShell {
  let open = true;
  let received = '';
  const questions = new Map<string, Question>();

  // An idle connection must not keep the program running.
  setReferenced(stream, false);
  stream.on('data', (chunk: Buffer) => {
    received = (received + chunk.toString('latin1')).slice(-answerLimit);
    for (const [token, { resolve }] of questions) {
      const [, answer] = new RegExp(`${token}=(.*)\n`).exec(received) ?? [];
      if (answer !== undefined) resolve(answer);
    }
  });
  stream.once('error', end);
  stream.once('end', end);
  stream.once('close', end);

  function end(cause?: unknown): void {
    open = false;
    stream.end();
    for (const { reject } of questions.values()) reject(containerEnded(cause));
  }

  async function ask(line: string): Promise<string> {
    if (!open) throw containerEnded();
    const token = randomUUID();
    setReferenced(stream, true);
    try {
      return await new Promise<string>((resolve, reject) => {
        questions.set(token, { resolve, reject });
        stream.write(`answer=\n${line}\necho ${token}=$answer\n`);
      });
    } finally {
      questions.delete(token);
      if (questions.size === 0) setReferenced(stream, false);
    }
  }

  return {
    isOpen: () => open,
    ask,
    close: () => {
      end();
    },
  };
}

function setReferenced(stream: NodeJS.ReadWriteStream, referenced: boolean): void {
  const socket = stream as NodeJS.ReadWriteStream & { ref?(): void; unref?(): void };
  if (referenced) socket.ref?.();
  else socket.unref?.();
}

export function containerEnded(cause?: unknown): EngineError {
  const message = 'the container ended, or the connection to it';
  return new EngineError('speak with the container', 'lost', message, { cause });
}
