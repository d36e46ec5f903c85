/** `name[:tag][@digest]`, cut where the engine's API wants two parameters. `suffix` is a tag or a digest. */
export function splitReference(reference: string): { name: string; suffix: string } {
  const [named = '', digest] = reference.split('@');
  const colon = named.lastIndexOf(':');
  // A colon before the last slash belongs to the registry's port.
  const hasTag = colon > named.lastIndexOf('/');
  return {
    name: hasTag ? named.slice(0, colon) : named,
    suffix: digest ?? (hasTag ? named.slice(colon + 1) : 'latest'),
  };
}

/** As Docker reads names: the first part is a registry only if it cannot be a folder of Docker Hub. */
export function registryOf(reference: string): string {
  const [first = '', ...rest] = reference.split('/');
  const isRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return isRegistry ? first : 'docker.io';
}

/** With the registry and the folder that Docker leaves out: `docker.io/library/busybox:latest`. */
export function toFullName(reference: string): string {
  const { name, suffix } = splitReference(reference);
  const tagged = `${name}:${suffix}`;
  if (registryOf(name) !== 'docker.io' || name.startsWith('docker.io/')) return tagged;
  return name.includes('/') ? `docker.io/${tagged}` : `docker.io/library/${tagged}`;
}
