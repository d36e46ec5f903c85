import type { ImageConfig } from '../../plan/image-config.js';
import type { Connection } from '../connection.js';

export interface ContainerCommit {
  readonly container: string;
  readonly config: ImageConfig;
  readonly signal?: AbortSignal;
  /** `repository:tag`; none leaves the image untagged. */
  readonly tag?: string;
}

/**
 * Gives the new image's ID. The engine fills what `config` lacks with what the container was created with, so the
 * image can have a user, a working directory and a health check (NONE) that `config` does not; for an exact one,
 * create an image out of its layers.
 */
export async function commitContainer(
  { docker, call }: Connection,
  commit: ContainerCommit,
): Promise<string> {
  const { container, config, signal, tag } = commit;
  // Only empty lists, and not missing ones, keep the keep-alive command out of the image.
  const body = { ...config, Entrypoint: config.Entrypoint ?? [], Cmd: config.Cmd ?? [] };
  // Nothing runs in the container at this time, and pausing it costs more than the commit.
  const query = { container, pause: false, ...(tag ? splitTag(tag) : {}) };
  const options = { _query: query, _body: body, abortSignal: signal };
  const answer: unknown = await call('commit the container', signal, () =>
    docker.getContainer(container).commit(options),
  );
  return (answer as { Id: string }).Id;
}

function splitTag(tag: string): { repo: string; tag: string } {
  const colon = tag.lastIndexOf(':');
  return { repo: tag.slice(0, colon), tag: tag.slice(colon + 1) };
}
