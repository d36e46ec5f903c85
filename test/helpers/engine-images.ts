// Images asked about and removed over the engine's API: a process of the CLI for each costs more than the answer, and
// tests do it thousands of times. `flags` are those of the docker CLI before its command: none, or --host.
import Docker from 'dockerode';

const usual = process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock';
const engines = new Map<string, Docker>();

export type InspectedImage = Record<string, unknown> & {
  readonly Id: string;
  readonly Config: Record<string, unknown>;
  readonly RepoTags: readonly string[];
  readonly RootFS: { readonly Layers?: readonly string[] };
};

/** As `docker image inspect` prints it; rejects where no image has the name. */
export async function inspectImage(name: string, flags: readonly string[] = []): Promise<InspectedImage> {
  return (await engineOf(flags).getImage(name).inspect()) as unknown as InspectedImage;
}

/** Whatever the engine says to it: the name may be gone already. With `force` though a container is made of it. */
export async function removeImage(
  name: string,
  { flags = [], force = false }: { flags?: readonly string[]; force?: boolean } = {},
): Promise<void> {
  const image = engineOf(flags).getImage(name);
  await image.remove({ force }).catch(() => undefined);
}

/** By their names: another test's checkpoint can be the same image. */
export async function removeRepository(repository: string): Promise<void> {
  const images = await engineOf([]).listImages({ filters: { reference: [repository] } });
  const names = images.flatMap(({ RepoTags: tags }) => tags ?? []);
  for (const name of names) if (name.startsWith(`${repository}:`)) await removeImage(name);
}

/** A build without a name leaves an image without one, as docker build does. */
export async function removeUnnamed(ids: Iterable<string>): Promise<void> {
  for (const id of new Set(ids)) {
    const image = await inspectImage(id).catch(() => undefined);
    if (image?.RepoTags.length === 0) await removeImage(id);
  }
}

function engineOf([flag, host = usual]: readonly string[]): Docker {
  if (flag !== undefined && flag !== '--host') throw new Error(`only --host is understood, not ${flag}`);
  const engine = engines.get(host) ?? connect(host);
  engines.set(host, engine);
  return engine;
}

function connect(host: string): Docker {
  if (host.startsWith('unix://')) return new Docker({ socketPath: host.slice('unix://'.length) });
  const { hostname, port } = new URL(host);
  return new Docker({ host: hostname, port });
}
