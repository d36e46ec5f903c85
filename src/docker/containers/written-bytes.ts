import type { Connection } from '../connection.js';

export async function findWrittenBytes(
  { docker, call }: Connection,
  container: string,
  signal?: AbortSignal,
): Promise<number> {
  // The types do not know of the parameter.
  const options = { size: true, abortSignal: signal } as object;
  const answer: unknown = await call('measure the container', signal, () =>
    docker.getContainer(container).inspect(options),
  );
  // Left out by an engine that finds nothing to count.
  return (answer as { readonly SizeRw?: number }).SizeRw ?? 0;
}
