import { EngineError } from '../../messages/errors.js';
import type { FileEntries } from '../file-entry.js';
import type { Look } from './find-place.js';
import { refuseCopy } from './refuse-copy.js';

/** Each look is a request; after so many the engine's own words have to do. */
const maximumLooks = 1000;

/**
 * The engine refuses to put a file in the place of a folder, and the other way round, as COPY must, but says so in
 * words about archives. This finds the place; any other error comes back as it is.
 */
export async function explainRefusal(error: unknown, entries: FileEntries, look: Look): Promise<unknown> {
  if (!(error instanceof EngineError) || error.failure !== 'refused') return error;
  let looks = 0;
  for await (const { path, type } of entries) {
    looks += 1;
    if (looks > maximumLooks) break;
    const found = await look(`/${path}`);
    if (found === undefined || (found.type === 'directory') === (type === 'directory')) continue;
    return found.type === 'directory'
      ? refuseCopy(`cannot replace the directory /${path} with a file`, hint(path), error)
      : refuseCopy(`cannot make the directory /${path}: a file or a link is in its place`, hint(path), error);
  }
  return error;
}

const hint = (path: string): string => `copy to another path, or remove /${path} in an instruction before`;
