import type { Builder } from './builder.js';
import type { Handover } from './choose-handover.js';

/**
 * Whether the builder looks for `<Dockerfile>.dockerignore`: BuildKit does. The classic one does not, nor do many
 * releases of podman and buildah. Of one that is elsewhere nothing is known.
 */
export function readsOwnRules({ type }: Builder, handover: Handover): boolean {
  const asked = 'buildkit' in handover ? handover.buildkit : undefined;
  return asked === undefined ? type === 'buildx' || type === 'none' : asked === '1';
}
