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
  /** For people: `stage build`, `image alpine:3`. */
  readonly origin: string;
}

export async function explainMissing(
  files: Pick<ContainerFiles, 'read'>,
  { source, path, place, origin }: MissingInContainer,
): Promise<MissingSourceError> {
  const hint = describeWay(path, place);
  const message = `"${source}" not found in ${origin}`;
  if (place.type === 'blocked') return new MissingSourceError(message, hint);
  const listing = await listFolder(files, place.existing).catch(whenUnread);
  if (listing === undefined) return new MissingSourceError(message, hint);
  const { names, isPart } = listing;
  const folder = folderOf(place);
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

/** Nothing where only the last part of the path is missing: what its folder holds says it. */
function describeWay(path: string, place: Place): string | undefined {
  const reached = place.path === `/${path}` ? [] : [`it leads to ${place.path}`];
  const isLast = !place.path.slice(folderOf(place).length).includes('/');
  const obstacle =
    place.type === 'blocked'
      ? [`${place.existing} is a file`]
      : isLast
        ? []
        : [`${place.existing} is the last directory of it that exists`];
  const parts = [...reached, ...obstacle];
  return parts.length === 0 ? undefined : parts.join('; ');
}

const folderOf = ({ existing }: Place): string => (existing === '/' ? '/' : `${existing}/`);

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
