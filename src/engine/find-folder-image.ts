// A folder of --build-context that a FROM names: its files are the lowest layer of what is built on it.
import { BugError } from '../messages/errors.js';
import type { FileEntries } from './file-entry.js';
import type { BuildContext, StoredImage } from './ports.js';
import { temporaryTag, type Workbench } from './workbench.js';

/** Made once in a session for the files as they are, and only when a step needs it. */
export async function findFolderImage(
  workbench: Workbench,
  name: string,
  platform: string,
  signal: AbortSignal,
): Promise<StoredImage> {
  const { fetchedImages, ports } = workbench;
  const folder = ports.namedContexts.get(name);
  if (folder === undefined) throw new BugError(`the build context ${name} was not opened`);
  const key = `folder ${name} with ${await folder.digest(['/'], signal)} for ${platform}`;
  const known = fetchedImages.get(key);
  if (known !== undefined) return known;
  const tag = temporaryTag(workbench);
  const created = ports.clock.now();
  // As BuildKit words it. Its exporter puts this entry last, as it fills the history up to the number of layers.
  const history = [
    { created, created_by: `local source for ${name}`, comment: 'buildkit.exporter.image.v0' },
  ];
  const draft = { config: {}, history, layers: [], platform, created, tags: [tag] };
  await ports.images.createWithLayer(draft, () => filesOf(folder, signal), signal);
  const image = await ports.images.find(tag, signal);
  if (image === undefined) throw new Error(`the image ${tag} has just been made, and is not there`);
  const made = { ...image, history };
  fetchedImages.set(key, made);
  return made;
}

/** Without the folder itself: the root is in no layer. */
async function* filesOf(folder: BuildContext, signal: AbortSignal): FileEntries {
  for (const match of await folder.select(['/'], signal))
    for await (const entry of match.entries()) if (entry.path !== '') yield entry;
}
