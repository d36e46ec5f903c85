import { Readable } from 'node:stream';
import type { FileEntries, FileEntry } from '../../../engine/file-entry.js';
import { countArchiveBytes } from '../../archive/archive-bytes.js';
import type { Connection } from '../../connection.js';
import { toFileEntry } from '../load-files.js';
import { openPart, readImage } from './image-archive.js';
import type { ListedLayer } from './list-image.js';
import type { JoinPlan } from './plan-join.js';

export interface JoinSource {
  readonly connection: Connection;
  readonly image: string;
  readonly layers: readonly ListedLayer[];
  readonly plan: JoinPlan;
  readonly signal: AbortSignal | undefined;
}

/** What the joined layer holds, in the order in which the engine gives the layers it comes from. */
export async function* joinedEntries({ connection, image, layers, plan, signal }: JoinSource): FileEntries {
  for await (const file of readImage(connection, image, signal)) {
    const own = [...plan.written].flatMap(([layer, written]) =>
      layers[layer]?.path === file.path ? [written] : [],
    );
    if (file.type !== 'file' || own.length === 0) continue;
    const part = await openPart(file);
    if (part.type !== 'layer') continue;
    let at = 0;
    for await (const entry of part.entries) {
      const together = own.flatMap((written) => written.get(at) ?? []);
      for (const [index, header] of together.entries())
        yield { ...header, read: () => (index === 0 ? entry.read() : readNothing()) };
      at += 1;
    }
  }
  yield* whiteoutsOf(plan);
}

/** Of the archive that encodeArchive makes of the joined entries. */
export function countJoinedBytes(plan: JoinPlan): Promise<number> {
  const headers = [...plan.written.values()].flatMap((written) => [...written.values()].flat());
  const entries: FileEntry[] = headers.map((entry) => ({ ...entry, read: readNothing }));
  return countArchiveBytes(Readable.from([...entries, ...whiteoutsOf(plan)]));
}

const readNothing = (): AsyncIterable<Uint8Array> => Readable.from([]);

const whiteoutsOf = ({ whiteouts }: JoinPlan): FileEntry[] =>
  whiteouts.map((path) => ({ ...toFileEntry(path, Buffer.alloc(0)), mode: 0 }));
