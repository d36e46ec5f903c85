// Archives are read piece by piece: what a program with little memory can do, however many entries there are.
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';

const source = resolve(import.meta.dirname, '../../../src');
const entries = 60_000;
const megabytes = 16;

/** The program has `archive`, without content in its files. */
const withLittleMemory = test.macro(async (t, script: string) => {
  const program = `
    import { encodeArchive } from ${JSON.stringify(join(source, 'docker/archive/encode-archive.js'))};
    import { decodeArchive } from ${JSON.stringify(join(source, 'docker/archive/decode-archive.js'))};
    import { changeOwners } from ${JSON.stringify(join(source, 'engine/copy/change-owners.js'))};
    async function* files() {
      for (let number = 0; number < ${String(entries)}; number += 1)
        yield { path: 'd/' + number, type: 'file', mode: 0o644, uid: 0, gid: 0, modified: 0, size: 0, read: async function* () {} };
    }
    const archive = encodeArchive(files());
    let count = 0;
    ${script}
    console.log(count);`;
  const limits = [`--max-old-space-size=${String(megabytes)}`, '--max-semi-space-size=1'];
  const words = [...limits, '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  t.is(Number(stdout), entries);
});

test(
  'very many entries are written and read',
  withLittleMemory,
  'for await (const entry of decodeArchive(archive)) count += 1;',
);
test(
  'very many entries change their owner',
  withLittleMemory,
  'for await (const entry of decodeArchive(changeOwners(archive, { uid: 3, gid: 4 }))) count += entry.uid === 3 ? 1 : 0;',
);
