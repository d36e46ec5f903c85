import { EngineError } from '../messages/errors.js';
import { RefusedAnswer } from './answer.js';

/** Codes of a connection that stood, and ended too early. */
const lostCodes = new Set([
  'ECONNRESET',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_DESTROYED',
  'ECONNABORTED',
  'HPE_INVALID_EOF_STATE',
]);

export interface FailedCall {
  /** What was being done, to follow "cannot": `commit the container`. */
  readonly operation: string;
  readonly host: string;
  /** True if the engine has answered since the operation began. */
  readonly hasBegun: boolean;
}

/** Gives what a caller of the engine layer can act on; a defect of ours (no status, no code) comes back as it is. */
export function explainFailure(error: unknown, call: FailedCall): unknown {
  if (error instanceof RefusedAnswer) return refusal(error, call);
  const code = codeOf(error);
  if (code === undefined) return error;
  const isLost = call.hasBegun || lostCodes.has(code);
  const { message, hint } = isLost ? explainLost(code, call) : explainUnreachable(code, call.host, error);
  return new EngineError(call.operation, isLost ? 'lost' : 'unreachable', message, { cause: error, hint });
}

function refusal(answer: RefusedAnswer, { operation }: FailedCall): EngineError {
  const failure = answer.status === 404 ? 'not-found' : 'refused';
  const options = { cause: answer, status: answer.status };
  return new EngineError(operation, failure, `cannot ${operation}: ${answer.message}`, options);
}

/** Codes of Node: what the connection failed of. EngineErrors have none, so they pass unchanged. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof EngineError) return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && !isDefect(error) ? code : undefined;
}

function isDefect(error: Error): boolean {
  return error instanceof TypeError || error instanceof RangeError;
}

interface Explanation {
  readonly message: string;
  readonly hint: string;
}

function explainLost(code: string, { operation, host }: FailedCall): Explanation {
  const mayWantTls = /^(?:tcp|http):/.test(host) ? ', and whether it wants TLS' : '';
  return {
    message: `cannot ${operation}: the connection to the engine at ${host} ended (${code})`,
    hint: `see whether the engine still runs${mayWantTls}`,
  };
}

function explainUnreachable(code: string, host: string, error: unknown): Explanation {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return {
        message: `permission denied: this user may not use the Docker engine at ${host}`,
        hint: 'add yourself to group docker (sudo usermod -aG docker $USER, then log in again), or use sudo',
      };
    case 'ENOENT':
    case 'ECONNREFUSED':
      return {
        message: `no Docker engine answers at ${host} (${code})`,
        hint: 'start the engine, or name another one with --engine HOST or DOCKER_HOST',
      };
    default:
      return {
        message: `the Docker engine at ${host} cannot be reached: ${(error as Error).message}`,
        hint: 'check the address (--engine HOST, or DOCKER_HOST) and its TLS or SSH settings',
      };
  }
}
