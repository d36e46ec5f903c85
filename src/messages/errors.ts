import type { Message } from './message.js';

/** Wraps the messages of a Dockerfile that cannot be built, a script that cannot be run, or keys that cannot be bound. Exit status 2. */
export class DockerfileError extends Error {
  override readonly name = 'DockerfileError';
  constructor(
    readonly path: string,
    readonly text: string,
    readonly messages: readonly Message[],
  ) {
    super(`${path}: ${messages.map((message) => message.text).join('; ')}`);
  }
}

/** A right instruction that cannot be carried out, such as a FROM whose image cannot be had. Exit status 1. */
export class InstructionError extends DockerfileError {}

/** The command line, the context or a file given by the user is wrong. Exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  constructor(
    message: string,
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type EngineFailure =
  | 'unreachable' // no engine answers at the address
  | 'refused' // the engine answers, and refuses the operation
  | 'not-found' // the object (image, container, path) does not exist
  | 'lost'; // the connection ended in the middle of an operation

/** An operation of the container engine failed. Exit status 3, unless a step turns it into its own failure. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  constructor(
    readonly operation: string,
    readonly failure: EngineFailure,
    message: string,
    options?: ErrorOptions & { readonly status?: number; readonly hint?: string },
  ) {
    super(message, options);
    this.status = options?.status;
    this.hint = options?.hint;
  }

  /** The HTTP status the engine answered with, where it answered. */
  readonly status: number | undefined;
  readonly hint: string | undefined;
}

/** A source of COPY or ADD that is not there, with what is known about why. It fails the step, exit status 1. */
export class MissingSourceError extends Error {
  override readonly name = 'MissingSourceError';
  constructor(
    message: string,
    readonly hint?: string,
    /** Lines: what lies where it was looked for. */
    readonly nearby: readonly string[] = [],
  ) {
    super(message);
  }
}

/** An assertion of ours failed: a defect of refrom, never of the user's. */
export class BugError extends Error {
  override readonly name = 'BugError';
}

/** Ends an exhaustive switch: fails the compile when a case is missing, and the run when a type lied. */
export function unreachable(value: never): never {
  throw new BugError(`unexpected value: ${JSON.stringify(value)}`);
}
