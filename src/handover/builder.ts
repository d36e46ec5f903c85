// Which builder the commands of this machine would build with, as its own commands tell it.

export type Builder =
  /** No command that builds is installed. */
  | { readonly type: 'none' }
  /** BuildKit behind the docker CLI. `context` is the CLI's own: the builder of that name is the engine itself. */
  | { readonly type: 'buildx'; readonly name: string; readonly driver: string; readonly context: string }
  /** The docker CLI without buildx, or told to do without. `isSwitch`: an old one, which DOCKER_BUILDKIT=1 switches. */
  | { readonly type: 'classic'; readonly isSwitch: boolean }
  /** Each has its own store of images. `program` is `docker` where that is a name of podman's. */
  | { readonly type: 'podman' | 'buildah'; readonly program: 'docker' | 'podman' | 'buildah' };

/** Name and driver out of what `docker buildx inspect` prints; undefined if it is something else. */
export function readInspectedBuilder(text: string): { name: string; driver: string } | undefined {
  // The nodes below have names too: the first is the builder's.
  const [, name] = /^Name:\s+(\S+)/m.exec(text) ?? [];
  const [, driver] = /^Driver:\s+(\S+)/m.exec(text) ?? [];
  return name === undefined || driver === undefined ? undefined : { name, driver };
}

/** What `docker --version` says it is; podman answers to that name where it is installed for it. */
export function readProgram(
  text: string,
): { program: 'docker'; release: number } | { program: 'podman' } | undefined {
  const [, program, release] = /^(docker|podman) version (\d+)/im.exec(text) ?? [];
  if (program === undefined) return undefined;
  return program.toLowerCase() === 'podman'
    ? { program: 'podman' }
    : { program: 'docker', release: Number(release) };
}
