// What refrom resume writes: the file, the ignore rules beside it, and what is said of them.
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { saveResume, type SavedResume } from '../../src/cli/save-resume.js';
import { openContext } from '../../src/context/open-context.js';
import { decodeText, encodeText } from '../../src/syntax/text-bytes.js';
import { UsageError } from '../../src/messages/errors.js';
import { planText } from '../helpers/plan-text.js';
import { cutAfter } from '../helpers/resume-check.js';

interface Saving {
  /** Beside them there is a file `a`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly dockerfile?: string;
  readonly text?: string;
  readonly output?: string;
  /** What `Dockerfile.refrom` leads to beforehand. */
  readonly link?: string;
}

interface Saved extends SavedResume {
  readonly folder: string;
  /** Of the context, as the build of this file sees it. */
  readonly seen: readonly string[];
}

async function makeFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-resume-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function save(
  t: ExecutionContext,
  { files = {}, dockerfile = 'Dockerfile', text = 'FROM base\nRUN a\nCOPY . .\n', output, link }: Saving,
): Promise<Saved> {
  const folder = await makeFolder(t);
  const path = join(folder, dockerfile);
  for (const [name, content] of Object.entries({ a: 'a', [dockerfile]: text, ...files })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), encodeText(content));
  }
  if (link !== undefined) await symlink(link, `${path}.refrom`);
  const { tree, plan } = planText(text);
  const source = { path, text, tree, messages: [], isEditable: true };
  const context = await openContext(folder, { dockerfile: path });
  const saved = await saveResume({ source, plan, context, namedContexts: new Map() }, cutAfter(plan, 1), {
    lines: false,
    ...(output === undefined ? {} : { path: output }),
  });
  return { ...saved, folder, seen: await seenBy(folder, saved.path) };
}

async function seenBy(folder: string, dockerfile: string): Promise<string[]> {
  const [match] = await (await openContext(folder, { dockerfile })).select(['.']);
  const seen: string[] = [];
  for await (const { path } of match!.entries()) seen.push(path);
  return seen.filter((path) => path !== '').sort();
}

const noteOn = (line: string, ignore: string, pattern = 'Dockerfile.refrom*'): string =>
  `${pattern.slice(pattern.lastIndexOf('/') + 1, -1)} lies in the build context: ${line} of Dockerfile takes it too from now on, unless ${ignore} has a line ${pattern} or -o names a place elsewhere`;

test("the Dockerfile's own rules hold for the resumed one", async (t) => {
  const files = { 'Dockerfile.dockerignore': '*\n!a', '.dockerignore': 'a\n' };
  const { seen, notes } = await save(t, { files });
  t.deepEqual(seen, ['a']);
  t.deepEqual(notes, [], 'they hide the resumed file, too');
});

test("so do the context's", async (t) => {
  const { seen, notes } = await save(t, { files: { '.dockerignore': 'b\n', b: '' } });
  t.deepEqual(seen, ['.dockerignore', 'Dockerfile', 'a']);
  t.deepEqual(notes, [noteOn('line 3', '.dockerignore')]);
});

test('without rules its build sees what was there before, however often it is written', async (t) => {
  const { folder, seen, path, rules, notes } = await save(t, {});
  t.deepEqual(seen, ['Dockerfile', 'a']);
  t.deepEqual((await readdir(folder)).sort(), [
    'Dockerfile',
    'Dockerfile.refrom',
    'Dockerfile.refrom.dockerignore',
    'a',
  ]);
  t.is(rules, `${path}.dockerignore`);
  t.deepEqual(notes, [noteOn('line 3', '.dockerignore')]);
});

test('an exception that names the resumed file does not let it in', async (t) => {
  const { seen, notes } = await save(t, { files: { '.dockerignore': '*\n!a\n!Dockerfile.*\n' } });
  t.deepEqual(seen, ['a']);
  t.deepEqual(notes, [noteOn('line 3', '.dockerignore')]);
});

test('a folder whose name has wildcards', async (t) => {
  const { seen } = await save(t, { dockerfile: '#[d] /Dockerfile', files: { 'd/Dockerfile.refrom': '' } });
  t.deepEqual(seen, ['#[d] ', '#[d] /Dockerfile', 'a', 'd', 'd/Dockerfile.refrom']);
});

test('steps that copy something else have nothing to be told of', async (t) => {
  t.deepEqual((await save(t, { text: 'FROM base\nRUN a\nCOPY a /\n' })).notes, []);
});

test('a place outside of the context needs rules only where the Dockerfile has some of its own', async (t) => {
  const elsewhere = await makeFolder(t);
  const output = join(elsewhere, 'R');
  const { notes } = await save(t, { files: { '.dockerignore': 'b\n' }, output });
  t.deepEqual(notes, []);
  t.deepEqual(await readdir(elsewhere), ['R']);
  await save(t, { files: { 'Dockerfile.dockerignore': 'b\n' }, output });
  t.deepEqual((await readdir(elsewhere)).sort(), ['R', 'R.dockerignore']);
  // What stands there from before would hide it.
  const { seen } = await save(t, { files: { b: '' }, output });
  t.deepEqual(seen, ['Dockerfile', 'a', 'b']);
});

test('ignore rules that somebody else has written are not written over', async (t) => {
  const elsewhere = await makeFolder(t);
  await writeFile(join(elsewhere, 'R.dockerignore'), 'mine\n');
  await t.throwsAsync(save(t, { output: join(elsewhere, 'R') }), {
    instanceOf: UsageError,
    message: /R\.dockerignore is there, and refrom has not written it/,
  });
  t.deepEqual(await readdir(elsewhere), ['R.dockerignore']);
});

test('bytes that are no UTF-8 stay', async (t) => {
  const text = `FROM base\nRUN a\nRUN echo ${decodeText(Buffer.from([0xe9]))}\n`;
  const { path } = await save(t, { text });
  t.true((await readFile(path)).includes(Buffer.from([0x20, 0xe9, 0x0a])));
});

test('a place that cannot be written is named with the reason, and nothing is left there', async (t) => {
  const folder = await makeFolder(t);
  const failsWith = (output: string, message: RegExp): Promise<unknown> =>
    t.throwsAsync(save(t, { output }), { instanceOf: UsageError, message });
  await failsWith(join(folder, 'no/D'), /no\/D: there is no such folder$/);
  await mkdir(join(folder, 'D'));
  await failsWith(join(folder, 'D'), /\/D: it is a folder$/);
  await writeFile(join(folder, 'file'), '');
  await failsWith(join(folder, 'file/D'), /file\/D: there is no such folder$/);
  t.deepEqual((await readdir(folder)).sort(), ['D', 'file']);
});

test('a link of the name that refrom gives by itself is replaced; one that is named with -o is written through', async (t) => {
  const outside = join(await makeFolder(t), 'outside');
  const folder = await makeFolder(t);
  await symlink(outside, join(folder, 'link'));
  await writeFile(outside, 'mine');
  const { path } = await save(t, { output: join(folder, 'link') });
  t.is(path, join(folder, 'link'));
  t.regex(await readFile(outside, 'utf8'), /^FROM /m);
  await writeFile(outside, 'mine');
  const resumed = await save(t, { link: outside });
  t.regex(await readFile(resumed.path, 'utf8'), /^FROM /m);
  t.is(await readFile(outside, 'utf8'), 'mine');
});
