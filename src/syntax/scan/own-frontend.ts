const stable =
  /^(?:docker\.io\/)?docker\/dockerfile(?::(?:latest|1(?:\.\d+){0,2}))?(?:@sha256:[0-9a-f]{64})?$/;

/** Whether a `# syntax=` value names the stable frontend of docker/dockerfile, which refrom implements itself. */
export function isOwnFrontend(value: string): boolean {
  return stable.test(value.split(' ', 1)[0] ?? '');
}
