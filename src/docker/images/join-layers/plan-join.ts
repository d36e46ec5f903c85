// Which entries of which layers make the one layer that stands for several, and what must be hidden of those below.
import { EngineError } from '../../../messages/errors.js';
import { stackLayers, whiteoutOf, type ListedEntry, type TreeNode } from './layer-tree.js';

export interface JoinPlan {
  /** What is written where an entry comes by: by its layer, and its place in that layer's archive. */
  readonly written: ReadonlyMap<number, ReadonlyMap<number, readonly WrittenEntry[]>>;
  /** Paths of the whiteouts that come last. */
  readonly whiteouts: readonly string[];
}

/** Of those written at one entry only the first can have a content, which is the entry's. */
export type WrittenEntry = Omit<ListedEntry, 'at'>;

/**
 * `layers`, lowest first, of which the lowest `kept` stay as they are. A path that the kept layers have and the whole
 * stack has not is hidden by a whiteout; none is written for a path that is not there below, as some file systems show it.
 */
export function planJoin(layers: readonly (readonly ListedEntry[])[], kept: number): JoinPlan {
  const whole = stackLayers(layers);
  const below = stackLayers(layers.slice(0, kept));
  const survivors: Survivor[] = [];
  collectSurvivors(whole, kept, survivors);
  const whiteouts: string[] = [];
  collectHidden(below, whole, '', whiteouts);
  return { written: placeEntries(survivors, layers), whiteouts };
}

interface Survivor {
  readonly layer: number;
  readonly entry: ListedEntry;
}

/** Of the layers that are joined, folders before what is in them. */
function collectSurvivors({ layer, entry, children }: TreeNode, kept: number, found: Survivor[]): void {
  if (entry !== undefined && layer >= kept) found.push({ layer, entry });
  for (const child of children?.values() ?? []) collectSurvivors(child, kept, found);
}

function collectHidden(below: TreeNode, whole: TreeNode, folder: string, found: string[]): void {
  // What takes the place of a folder hides all of it.
  if (whole.children === undefined) return;
  for (const [name, node] of below.children ?? []) {
    const other = whole.children.get(name);
    if (other === undefined) found.push(whiteoutOf(folder, name));
    else collectHidden(node, other, folder === '' ? name : `${folder}/${name}`, found);
  }
}

/** Names of one file are written together, where its content comes by: the name that has it may be gone. */
function placeEntries(
  survivors: readonly Survivor[],
  layers: readonly (readonly ListedEntry[])[],
): JoinPlan['written'] {
  const written = new Map<number, Map<number, WrittenEntry[]>>();
  const firstNames = new Map<ListedEntry, string>();
  const filesOf = createFileFinder(layers);
  for (const { layer, entry } of survivors) {
    const file = entry.type === 'hardlink' ? filesOf(layer, entry) : entry;
    const places = written.get(layer) ?? new Map<number, WrittenEntry[]>();
    written.set(layer, places);
    const together = places.get(file.at) ?? [];
    places.set(file.at, together);
    const { at: _, ...header } = file;
    // An archive must call the root something.
    const path = entry.path === '' ? '.' : entry.path;
    const first = firstNames.get(file);
    if (first === undefined) firstNames.set(file, path);
    together.push(
      first === undefined
        ? { ...header, path }
        : { ...header, path, type: 'hardlink', size: 0, target: first },
    );
  }
  return written;
}

/** The entry that has the content of a hard link's file. */
function createFileFinder(
  layers: readonly (readonly ListedEntry[])[],
): (layer: number, link: ListedEntry) => ListedEntry {
  const known = new Map<number, ReadonlyMap<string, ListedEntry>>();
  return (layer, link) => {
    const byPath = known.get(layer) ?? new Map((layers[layer] ?? []).map((entry) => [entry.path, entry]));
    known.set(layer, byPath);
    let file: ListedEntry | undefined = link;
    // A link names an entry before it, so this ends.
    while (file?.type === 'hardlink') {
      const next: ListedEntry | undefined = byPath.get(file.target ?? '');
      file = next !== undefined && next.at < file.at ? next : undefined;
    }
    if (file !== undefined) return file;
    const message = `cannot join the layers: ${link.path} is another name of ${link.target ?? ''}, which is in none of them`;
    throw new EngineError('join the layers', 'refused', message, {
      hint: 'name a lower image with --from, so that the layer with the file is joined too',
    });
  };
}
