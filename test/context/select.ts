import { rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { type LocalContext, openContext } from '../../src/context/open-context.js';
import { encodeText } from '../../src/syntax/text-bytes.js';
import { file, folder, hardlink, link, makeTree, type Tree } from '../helpers/file-tree.js';
import { listEntries } from '../helpers/read-entries.js';

const tree: Tree = {
  'a.txt': file('a', 0o600),
  'b.md': file('b'),
  docs: folder(0o700),
  'docs/readme.md': file('readme'),
  'docs/guide/one.md': file('one'),
  'docs/guide/two.txt': file('two'),
  'link-to-docs': link('docs'),
  'link-to-a': link('/a.txt'),
  'link-outside': link('../../a.txt'),
  nowhere: link('missing'),
};

async function contextOf(t: ExecutionContext, files: Tree, rules?: string): Promise<LocalContext> {
  const root = await makeTree(rules === undefined ? files : { ...files, '.dockerignore': file(rules) });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  return openContext(root);
}

/** Each match as `type path`, with its entries behind it. */
async function selected(context: LocalContext, ...sources: string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const match of await context.select(sources)) {
    lines.push(`${match.type} ${match.path}${match.wildcard ? ' *' : ''}`);
    lines.push(...(await listEntries(match.entries())).map((line) => `  ${line}`));
  }
  return lines;
}

test('a file is itself', async (t) => {
  const context = await contextOf(t, tree);
  t.deepEqual(await selected(context, './docs/../a.txt'), ['file a.txt', '  file 600  "a"']);
});

test('a folder comes with everything below it, parents first, links kept', async (t) => {
  const context = await contextOf(t, { ...tree, 'docs/l': link('guide') });
  t.deepEqual(await selected(context, 'docs/'), [
    'directory docs',
    '  directory 700 ',
    '  directory 755 guide',
    '  file 644 guide/one.md "one"',
    '  file 644 guide/two.txt "two"',
    '  link 777 l -> guide',
    '  file 644 readme.md "readme"',
  ]);
});

test('links in a source are followed inside the root, and keep their name', async (t) => {
  const context = await contextOf(t, tree);
  t.deepEqual(await selected(context, 'link-to-a', 'link-outside', 'link-to-docs/guide/one.md'), [
    'file link-to-a',
    '  file 600  "a"',
    'file link-outside',
    '  file 600  "a"',
    'file link-to-docs/guide/one.md',
    '  file 644  "one"',
  ]);
});

test('wildcards stop at slashes, take folders whole, and may match nothing', async (t) => {
  const context = await contextOf(t, tree);
  t.deepEqual(await selected(context, '*.txt', 'docs/*/one*', 'link-to-d*/guide/t*', '*.zip'), [
    'file a.txt *',
    '  file 600  "a"',
    'file docs/guide/one.md *',
    '  file 644  "one"',
  ]);
});

test('a wildcard below a link matches below its target', async (t) => {
  const context = await contextOf(t, tree);
  t.deepEqual(await selected(context, 'link-to-docs/r*'), [
    'file link-to-docs/readme.md *',
    '  file 644  "readme"',
  ]);
});

test('an ignored folder is there for what is not ignored in it', async (t) => {
  const context = await contextOf(t, tree, 'docs\n!docs/guide/*.md\n');
  t.deepEqual(await selected(context, 'docs'), [
    'directory docs',
    '  directory 700 ',
    '  directory 755 guide',
    '  file 644 guide/one.md "one"',
  ]);
});

test('hard links name the first entry that is there', async (t) => {
  const files = { 'd/a': file('same'), 'd/b': hardlink('d/a'), 'd/c': hardlink('d/a') };
  const context = await contextOf(t, files, 'd/a\n');
  t.deepEqual(await selected(context, 'd'), [
    'directory d',
    '  directory 755 ',
    '  file 644 b "same"',
    '  hardlink 644 c -> b',
  ]);
});

test('everything belongs to root, with times from the disk', async (t) => {
  const context = await contextOf(t, { f: file('f') });
  const [match] = await context.select(['f']);
  for await (const { uid, gid, modified, size } of match!.entries()) {
    t.deepEqual([uid, gid, size], [0, 0, 1]);
    t.true(modified >= 1_000_000_000_000 && modified < 1_600_000_000_000);
  }
});

const missing = test.macro(
  async (t, source: string, rules: string, message: RegExp, hint: RegExp | undefined) => {
    const context = await contextOf(t, tree, rules);
    const error = await t.throwsAsync(context.select([source]), { name: 'MissingSourceError', message });
    const found = (error as { hint?: string } | undefined)?.hint;
    if (hint === undefined) t.is(found, undefined);
    else t.regex(found ?? '', hint);
  },
);
const gone = /not found in the build context$/;

test(
  'a rule that hides a source is named',
  missing,
  'a.txt',
  '# c\n\n*.txt\n',
  gone,
  /^excluded by \.dockerignore:3: "\*\.txt"$/,
);
test('a rule for a folder above', missing, 'docs/readme.md', 'docs\n', gone, /^excluded by .*:1: "docs"$/);
test('a rule for a link', missing, 'link-to-a', 'link*\n', gone, /^excluded by/);
test(
  'a rule for what a link leads to',
  missing,
  'link-to-a',
  'a.txt\n',
  gone,
  /leads to "a\.txt".* excluded by/,
);
test('a rule below a wildcard', missing, 'docs/*', 'docs\n', gone, /^excluded by/);
test('a near name in the same folder', missing, 'docs/raedme.md', '', gone, /`docs\/readme\.md`/);
test('another case', missing, 'A.TXT', '', gone, /`a\.txt`/);
test('the same name in another folder', missing, 'one.md', '', gone, /`docs\/guide\/one\.md`/);
test('no suggestion of what is hidden', missing, 'docs/raedme.md', '**/readme.md\n', gone, undefined);
test('a link to nothing', missing, 'nowhere', '', gone, /link to "missing"/);
test('a path out of the context', missing, '../elsewhere/x', '', gone, /lies outside the build context/);
test('a path below a file', missing, 'a.txt/b', '', gone, /`a\.txt`/);
test('a malformed pattern', missing, 'a[', '', /is not a pattern/, /`\[\[\]`/);

test(
  'a match that leads nowhere',
  missing,
  'nowh*',
  '',
  /^"nowhere", a match of "nowh\*", not found/,
  /link to/,
);
test('a folder that is missing before a wildcard', missing, 'dosc/*', '', /^"dosc\/\*" not found/, /`docs`/);

test('a circle of links is refused', async (t) => {
  const context = await contextOf(t, { a: link('b'), b: link('a') });
  await t.throwsAsync(context.select(['a']), { name: 'UsageError', message: /too many links/ });
});

test('a name that is not UTF-8 is refused, unless a rule hides it', async (t) => {
  const root = await makeTree({ 'd/f': file('f') });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  await writeFile(Buffer.concat([Buffer.from(join(root, 'd/b')), Buffer.from([0xff])]), '');
  const refused = async (): Promise<void> => {
    t.is((await selected(await openContext(root), 'd')).length, 3);
  };
  await t.throwsAsync(refused, { name: 'UsageError', message: /"d\/b�" .* is not UTF-8/ });
  await writeFile(join(root, '.dockerignore'), 'd/b?\n');
  await t.notThrowsAsync(refused);
});

test('so is a link to one', async (t) => {
  const root = await makeTree({ 'd/f': file('f') });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  await symlink(Buffer.from([0xff]), join(root, 'd/link'));
  const context = await openContext(root);
  await t.throwsAsync(context.select(['d/link']), {
    name: 'MissingSourceError',
    message: /"d\/link" .* is not UTF-8/,
  });
});

test('an aborted walk rejects with the reason', async (t) => {
  const context = await contextOf(t, { 'd/e/f': file('f') });
  const reason = new Error('enough');
  await t.throwsAsync(context.select(['*/*/*'], AbortSignal.abort(reason)), { is: reason });
});

test('with what is missing is told what the build sees where it was looked for', async (t) => {
  const many = Object.fromEntries(
    Array.from({ length: 14 }, (_, at) => [`many/f${String(at + 10)}`, file('x')]),
  );
  const context = await contextOf(t, { ...tree, ...many }, '*.md\ndocs/guide\n!docs/guide/one.md\n');
  const near = async (source: string): Promise<readonly string[]> => {
    const error = await t.throwsAsync(context.select([source]), { name: 'MissingSourceError' });
    return (error as { nearby?: readonly string[] } | undefined)?.nearby ?? [];
  };
  t.deepEqual(await near('nope.txt'), [
    'the build context holds .dockerignore, a.txt, docs/, link-outside, link-to-a, link-to-docs, many/, nowhere (.dockerignore hides 1)',
  ]);
  t.deepEqual(await near('docs/nope'), ['docs/ holds guide/, readme.md']);
  t.regex((await near('many/deep/er'))[0] ?? '', /^many\/ holds f10, .*f21 and 2 more$/);
});

test('ignore rules are those of the moment, and rules that cannot be read fail what asks for files', async (t) => {
  const context = await contextOf(t, tree, 'a.txt\n');
  await t.throwsAsync(context.select(['a.txt']), { name: 'MissingSourceError' });
  await writeFile(join(context.root, '.dockerignore'), '# nothing\n');
  t.is((await context.select(['a.txt'])).length, 1);
  t.false(context.hides('a.txt'));
  await writeFile(join(context.root, '.dockerignore'), '!\n');
  await t.throwsAsync(context.select(['a.txt']), { name: 'MissingSourceError', message: /needs a pattern/ });
  await rm(join(context.root, '.dockerignore'));
  t.is((await context.select(['a.txt'])).length, 1);
});

test('a link keeps a target that is not UTF-8', async (t) => {
  const root = await makeTree({ 'd/f': file('f') });
  t.teardown(() => rm(root, { recursive: true, force: true }));
  await symlink(Buffer.from([0x61, 0xff]), join(root, 'd/link'));
  const [match] = await (await openContext(root)).select(['d']);
  const targets: (string | undefined)[] = [];
  for await (const { target } of match!.entries()) targets.push(target);
  t.deepEqual(targets.filter((target) => target !== undefined).map(encodeText), [Buffer.from([0x61, 0xff])]);
});
