// The volume that holds a cache: the same one in all builds in which the cache begins alike.
import { createHash } from 'node:crypto';
import { BugError } from '../../messages/errors.js';
import type { CopyOrigin } from '../../plan/action.js';
import type { CacheMount } from '../../plan/mounts/mount.js';
import { findBaseImage } from '../find-base-image.js';
import { findStageEnd } from '../stage-images.js';
import type { Workbench } from '../workbench.js';

/** One for each id and, as in BuildKit, for each state of the folder that a new one begins with. */
export async function nameCache(
  workbench: Workbench,
  { id, from, source, mode, uid, gid }: CacheMount,
  signal: AbortSignal,
): Promise<string> {
  const origin = from && (await identifyOrigin(workbench, from, source, signal));
  return `refrom-cache-${asName(id)}-${digest([id, origin, source, mode, uid, gid])}`;
}

/**
 * By the layers: BuildKit takes the state, which is another one when the stage is built again, and no configuration. To
 * a context it gives a new cache in each build; here it lives as long as the files are the same.
 */
async function identifyOrigin(
  workbench: Workbench,
  from: CopyOrigin,
  source: string,
  signal: AbortSignal,
): Promise<unknown> {
  switch (from.type) {
    case 'stage':
      return { layers: (await findStageEnd(workbench, from.index, signal)).layers };
    case 'image':
      return { layers: (await findBaseImage(workbench, from, signal)).layers };
    case 'context': {
      const { context, namedContexts } = workbench.ports;
      const folder = from.name === undefined ? context : namedContexts.get(from.name);
      if (folder === undefined) throw new BugError(`the build context ${from.name ?? ''} was not opened`);
      return { files: await folder.digest([source], signal) };
    }
  }
}

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

/** What is left of an id in a name that users can tell apart. */
const asName = (id: string): string => (id.match(/[A-Za-z0-9]+/g) ?? []).join('-').slice(0, 40);
