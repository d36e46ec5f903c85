import test from 'ava';
import { readState } from '../../src/checkpoints/diff/read-state.js';
import { findRpm, readRpm } from '../../src/checkpoints/diff/packages/read-rpm.js';
import { file, plain, toEntries, type Plain } from '../helpers/plain-entries.js';

/** `manager name version` */
async function packagesOf(list: readonly Plain[]): Promise<readonly string[]> {
  const { packages } = await readState(toEntries(list));
  return packages.map(({ manager, name, version }) => `${manager} ${name} ${version}`);
}

const lists = test.macro(async (t, list: readonly Plain[], expected: readonly string[]) => {
  t.deepEqual(await packagesOf(list), expected);
});

const status = `Package: curl
Status: install ok installed
Architecture: amd64
Multi-Arch: foreign
Version: 7.88-1
Description: a tool
 Version: of its description

Package: libc6
Status: install ok installed
Architecture: i386
Multi-Arch: same
Version: 2.36

Package: removed
Status: deinstall ok config-files
Version: 1
`;

test(
  'apt: what dpkg has installed, with the machine where several can be',
  lists,
  [file('var/lib/dpkg/status', status)],
  ['apt curl 7.88-1', 'apt libc6:i386 2.36'],
);
test(
  'apt: one file a package, where there is no dpkg',
  lists,
  [
    file('var/lib/dpkg/status.d/base', 'Package: base-files\nVersion: 12\n'),
    file('var/lib/dpkg/status.d/base.md5sums', 'Package: no\nVersion: 1\n'),
  ],
  ['apt base-files 12'],
);
test(
  'apk: both places of its database',
  lists,
  [
    file('lib/apk/db/installed', 'C:Q1\nP:musl\nV:1.2.5-r0\nF:lib\nR:x\n\nP:zlib\nV:1.3-r1\n'),
    file('usr/lib/apk/db/installed', 'P:new\nV:3\n'),
  ],
  ['apk musl 1.2.5-r0', 'apk zlib 1.3-r1', 'apk new 3'],
);
const metadata = (name: string, version: string): string =>
  `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n\nName: not me\n`;
test(
  'pip: the distributions in site-packages and dist-packages, and not what they bring along',
  lists,
  [
    file('usr/lib/python3/dist-packages/six-1.egg-info', metadata('six', '1')),
    file('v/lib/python3/site-packages/a-1.dist-info/METADATA', metadata('a', '1')),
    file('v/lib/python3/site-packages/b.egg-info/PKG-INFO', metadata('b', '2')),
    file('v/lib/python3/site-packages/setuptools/_vendor/c-1.dist-info/METADATA', metadata('c', '1')),
  ],
  ['pip six 1', 'pip a 1', 'pip b 2'],
);
test(
  'pip: a distribution whose files are hard links to a cache',
  lists,
  [
    file('root/.cache/a-1.dist-info/METADATA', metadata('a', '1')),
    {
      ...plain,
      path: 'usr/lib/python3/site-packages/a-1.dist-info/METADATA',
      type: 'hardlink',
      target: 'root/.cache/a-1.dist-info/METADATA',
    },
  ],
  ['pip a 1'],
);
test(
  'pip: of a long description only the head is read',
  lists,
  [file('site-packages/a.dist-info/METADATA', `${metadata('a', '1')}${'x'.repeat(200_000)}`)],
  ['pip a 1'],
);
test(
  'npm: the packages of the global folder, and not theirs',
  lists,
  [
    file('usr/local/lib/node_modules/npm/package.json', '{"name": "npm", "version": "10.1.0"}'),
    file('usr/local/lib/node_modules/@a/b/package.json', '{"name": "@a/b", "version": "1.0.0"}'),
    file('usr/local/lib/node_modules/npm/node_modules/c/package.json', '{"name": "c", "version": "1"}'),
    file('app/node_modules/d/package.json', '{"name": "d", "version": "1"}'),
    file('usr/lib/node_modules/broken/package.json', '{"name": '),
    file('usr/lib/node_modules/odd/package.json', 'null'),
  ],
  ['npm npm 10.1.0', 'npm @a/b 1.0.0'],
);

test('a database that is longer than any is not read, and that is said', async (t) => {
  const endless = { ...file('lib/apk/db/installed', ''), content: '80000000 times x', size: 80_000_000 };
  const { packages, notes } = await readState(toEntries([endless]));
  t.deepEqual(packages, []);
  t.deepEqual(notes, ['packages of apk are not read: /lib/apk/db/installed has 80000000 bytes']);
});

test('rpm: there is something to ask only where there is a database', async (t) => {
  const find = async (...list: Plain[]) => findRpm((await readState(toEntries(list))).files);
  const database = file('var/lib/rpm/rpmdb.sqlite', 'x');
  const program = file('usr/bin/rpm', 'x');
  t.is(await find(program), undefined);
  t.deepEqual(await find(database), { isReadable: false });
  t.deepEqual(await find(program, database), { isReadable: true });
  t.is(await find(program, file('usr/lib/sysimage/rpm/Packages', '')), undefined);
});

test('rpm: a line a package, and keys are none', (t) => {
  t.deepEqual(readRpm('bash\t5.1-2.el9\tx86_64\ngpg-pubkey\t1-2\t(none)\ntz\t1-1\t(none)\n'), [
    { manager: 'rpm', name: 'bash', version: '5.1-2.el9.x86_64' },
    { manager: 'rpm', name: 'tz', version: '1-1' },
  ]);
});
