import { inspect } from 'node:util';
import Docker from 'dockerode';
import { toConnectionOptions, type EngineAddress } from './address.js';
import { readWholeAnswers } from './answer.js';
import { explainFailure } from './failure.js';
import { askForAnyPath } from './query.js';

/** One engine, and the only way in which this folder calls it. */
export interface Connection {
  readonly docker: Docker;
  readonly host: string;
  /**
   * Carries out one operation: what goes wrong in it comes out as an EngineError that names `operation`; once
   * `signal` is aborted, it rejects with the signal's reason, whatever else happens.
   */
  readonly call: <T>(operation: string, signal: AbortSignal | undefined, run: () => Promise<T>) => Promise<T>;
  /** The same for what is read bit by bit. */
  readonly stream: <T>(
    operation: string,
    signal: AbortSignal | undefined,
    source: AsyncIterable<T>,
  ) => AsyncIterable<T>;
  readonly close: () => void;
}

export function openConnection(address: EngineAddress): Connection {
  const options = toConnectionOptions(address);
  staysShort(options.agent);
  const docker = new Docker(options);
  let answers = 0;
  readWholeAnswers(docker, () => (answers += 1));
  askForAnyPath(docker);
  const explain = (error: unknown, operation: string, answersBefore: number): unknown =>
    explainFailure(error, { operation, host: address.host, hasBegun: answers > answersBefore });
  return {
    docker,
    host: address.host,
    async call(operation, signal, run) {
      signal?.throwIfAborted();
      const before = answers;
      try {
        return await run();
      } catch (error) {
        signal?.throwIfAborted();
        throw explain(error, operation, before);
      }
    },
    async *stream(operation, signal, source) {
      try {
        yield* source;
      } catch (error) {
        signal?.throwIfAborted();
        throw explain(error, operation, -1);
      }
    },
    close: () => {
      options.agent.destroy();
    },
  };
}

/**
 * docker-modem writes down each request for its debug log, whether anybody reads that or not: with all that an agent
 * and its sockets hold it takes longer than many an answer of the engine.
 */
const staysShort = (agent: object): unknown =>
  Object.defineProperty(agent, inspect.custom, { value: () => 'Agent' });
