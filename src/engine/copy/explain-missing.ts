// Why a source is not found in a stage or an image, and what lies where it was looked for.
import { EngineError, MissingSourceError } from '../../messages/errors.js';
import { nearest } from '../../messages/nearest.js';
import { describeListing } from '../../plan/sources/describe-listing.js';
import type { ContainerFiles } from './container-files.js';
import type { Place } from './find-place.js';

export interface MissingInContainer {
  /** As in the Dockerfile. */
  readonly source: string;
  /** What was looked for. */
  readonly path: string;
  readonly place: Place;
  /** For people: `stage 0`, `image alpine:3`. */
  readonly origin: string;
}

export async function explainMissing(
  files: Pick<ContainerFiles, 'read'>,
  { source, path, place, origin }: MissingInContainer,
): Promise<MissingSourceError> {
  const reached = place.path === `/${path}` ? '' : `it leads to ${place.path}; `;
  const obstacle = place.type === 'blocked' ? 'is a file' : 'is the last directory of it that exists';
  const hint = `${reached}${place.existing} ${obstacle}`;
  const message = `"${source}" not found in ${origin}`;
  if (place.type === 'blocked') return new MissingSourceError(message, hint);
  const listing = await listFolder(files, place.existing).catch(whenUnread);
  if (listing === undefined) return new MissingSourceError(message, hint);
  const { names, isPart } = listing;
  const folder = place.existing === '/' ? '/' : `${place.existing}/`;
  const wanted = place.path.slice(folder.length).split('/')[0] ?? '';
  const near = nearest(
    wanted,
    names.map((name) => name.replace(/\/$/, '')),
  );
  return new MissingSourceError(message, hint, [
    ...(near === undefined ? [] : [`did you mean \`${folder}${near}\`?`]),
    describeListing({ folder, names, isPart }),
  ]);
}

/** What is missing is worth telling also where the rest cannot be had. */
function whenUnread(error: unknown): undefined {
  if (!(error instanceof EngineError) || error.failure === 'lost') throw error;
}

/** Names come with all that lies below them: it is read, and dropped. */
const mostEntries = 5000;
const mostBytes = 20_000_000;

async function listFolder(
  files: Pick<ContainerFiles, 'read'>,
  folder: string,
): Promise<{ names: readonly string[]; isPart: boolean }> {
  const names = new Set<string>();
  let entries = 0;
  let bytes = 0;
  for await (const { path, type, size } of files.read(folder)) {
    const [name = '', ...below] = path.split('/');
    if (name !== '') names.add(below.length > 0 || type === 'directory' ? `${name}/` : name);
    entries += 1;
    bytes += size;
    if (entries > mostEntries || bytes > mostBytes) return { names: [...names].sort(), isPart: true };
  }
  return { names: [...names].sort(), isPart: false };
}
