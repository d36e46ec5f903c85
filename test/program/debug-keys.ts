// The user's own keys: shown, and a wrong file told of before anything is opened.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { refrom } from '../helpers/refrom.js';

async function configure(
  t: ExecutionContext,
  keys: string,
): Promise<{ env: Record<string, string>; path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-config-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const path = join(folder, 'refrom/keys.json');
  await mkdir(join(folder, 'refrom'));
  await writeFile(path, keys);
  return { env: { XDG_CONFIG_HOME: folder }, path };
}

test('debug --keys lists every action with the keys that it has for this user', async (t) => {
  const { env } = await configure(t, '{ "next": ["ctrl+o", "space"] }');
  const { exitCode, stdout, stderr } = await refrom(['debug', '--keys'], { env });
  t.is(exitCode, 0, stderr);
  t.regex(stdout, /^next +ctrl\+o space +run the next step\ncontinue +c /);
  t.regex(stdout, /\nsearch-close +escape ctrl\+c /);
});

test('debug --keys tells all that is wrong with the file, where it stands', async (t) => {
  const { env, path } = await configure(t, '{\n  "nxt": "ctrl+o",\n  "quit": []\n}\n');
  const { exitCode, stdout, stderr } = await refrom(['debug', '--keys'], { env });
  t.is(exitCode, 2);
  t.is(stdout, '');
  t.true(stderr.startsWith(`${path}:2:3: there is no action \`nxt\``), stderr);
  t.regex(stderr, /> +2 \| {3}"nxt": "ctrl\+o",\n.*\^{5}\n +did you mean `next`\?/);
  t.regex(stderr, /keys\.json:3:3: `quit`: it must have a key[^]*2 problems; nothing was executed$/);
});

test('a file of keys that cannot be read is told of', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-config-'));
  t.teardown(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'refrom/keys.json'), { recursive: true });
  const { exitCode, stderr } = await refrom(['debug', '--keys'], { env: { XDG_CONFIG_HOME: folder } });
  t.is(exitCode, 2);
  t.regex(stderr, /^refrom: .*keys\.json: it cannot be read \(EISDIR\)\n/);
});
