import { baseName } from '../../plan/sources/source-path.js';
import type { ReadableSource } from './lay-out.js';

/** The file that a heredoc of COPY or ADD holds. */
export function inlineFile(
  { name, content }: { name: string; content: string },
  now: number,
): ReadableSource {
  const bytes = Buffer.from(content, 'utf8');
  return {
    name: baseName(name),
    type: 'file',
    // eslint-disable-next-line @typescript-eslint/require-await -- one entry, as an asynchronous sequence
    entries: async function* () {
      const common = { path: '', type: 'file', mode: 0o644, uid: 0, gid: 0, modified: now } as const;
      yield { ...common, size: bytes.length, read: () => once(bytes) };
    },
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- one chunk, as an asynchronous sequence
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}
