import { EngineError } from '../../messages/errors.js';
import type { Connection } from '../connection.js';

export async function listContainers(
  { docker, call }: Connection,
  prefix: string,
): Promise<readonly { id: string; name: string }[]> {
  // The engine takes a regular expression, and writes names with a slash before them.
  const filters = { name: [`^/${prefix.replace(/[^\w/-]/g, '\\$&')}`] };
  const found = await call('list containers', undefined, () => docker.listContainers({ all: true, filters }));
  return found.flatMap(({ Id, Names }) => {
    const name = Names.map((each) => each.replace(/^\//, '')).find((each) => each.startsWith(prefix));
    return name === undefined ? [] : [{ id: Id, name }];
  });
}

export async function renameContainer(
  { docker, call }: Connection,
  container: string,
  name: string,
): Promise<void> {
  await call('rename the container', undefined, () => docker.getContainer(container).rename({ name }));
}

/** With what runs in it, and its anonymous volumes. */
export async function removeContainer({ docker, call }: Connection, container: string): Promise<void> {
  try {
    await call('remove the container', undefined, () =>
      docker.getContainer(container).remove({ force: true, v: true }),
    );
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** 409: somebody else is just removing it. */
function isGone(error: unknown): boolean {
  return error instanceof EngineError && (error.failure === 'not-found' || error.status === 409);
}
