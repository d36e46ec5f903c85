import type Docker from 'dockerode';
import type { DialOptions } from 'docker-modem';

export interface Question extends Pick<DialOptions, 'file' | 'isStream' | 'abortSignal'> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** What the library has no function for, or one that leaves out the query. */
export function ask(docker: Docker, { path, query, ...question }: Question): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = { ...question, path: `${path}?`, options: query, statusCodes: { 200: true } };
    docker.modem.dial(options, (error, answer) => {
      if (error) reject(error);
      else resolve(answer);
    });
  });
}
