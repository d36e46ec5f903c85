import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { openContext } from '../../src/context/open-context.js';
import { file, link, makeTree, type Tree } from '../helpers/file-tree.js';

async function folderOf(t: ExecutionContext, tree: Tree): Promise<string> {
  const root = await makeTree(tree);
  t.teardown(() => rm(root, { recursive: true, force: true }));
  return root;
}

test('a missing context', async (t) => {
  await t.throwsAsync(openContext('/not/there'), {
    name: 'UsageError',
    message: /\/not\/there does not exist/,
  });
});

test('a context that is a file', async (t) => {
  const root = await folderOf(t, { Dockerfile: file('FROM a') });
  const error = await t.throwsAsync(openContext(join(root, 'Dockerfile')), {
    name: 'UsageError',
    message: /is a file/,
  });
  t.regex((error as { hint?: string } | undefined)?.hint ?? '', /--file/);
});

test('a context that is a link to a folder', async (t) => {
  const root = await folderOf(t, { 'real/a': file('a'), linked: link('real') });
  const context = await openContext(join(root, 'linked'));
  t.is(context.root, join(root, 'real'));
  t.is((await context.select(['a'])).length, 1);
});

test('the ignore file beside the Dockerfile goes first', async (t) => {
  const root = await folderOf(t, {
    'c/a': file('a'),
    'c/b': file('b'),
    'c/.dockerignore': file('a\n'),
    'my.Dockerfile': file('FROM a'),
    'my.Dockerfile.dockerignore': file('b\n'),
  });
  const context = await openContext(join(root, 'c'), { dockerfile: join(root, 'my.Dockerfile') });
  t.is(context.ignoreFile, 'my.Dockerfile.dockerignore');
  t.is((await context.select(['a'])).length, 1);
  await t.throwsAsync(context.select(['b']), { name: 'MissingSourceError' });
});

test('an empty ignore file beside the Dockerfile still keeps the other out', async (t) => {
  const root = await folderOf(t, {
    a: file('a'),
    '.dockerignore': file('a\n'),
    'D.dockerignore': file(''),
  });
  const context = await openContext(root, { dockerfile: join(root, 'D') });
  t.is((await context.select(['a'])).length, 1);
});

test('without an ignore file there is none', async (t) => {
  const context = await openContext(await folderOf(t, { a: file('a') }));
  t.is(context.ignoreFile, undefined);
});

test('a wrong rule is named with its line', async (t) => {
  const root = await folderOf(t, { '.dockerignore': file('a\n\n!\n') });
  await t.throwsAsync(openContext(root), { name: 'UsageError', message: /^\.dockerignore:3: / });
});

test('an ignore file that is changed counts as it is now', async (t) => {
  const root = await folderOf(t, { a: file('a'), '.dockerignore': file('a\n') });
  const context = await openContext(root);
  await t.throwsAsync(context.select(['a']), { name: 'MissingSourceError' });
  await writeFile(join(root, '.dockerignore'), 'a\n!a\n');
  t.is((await context.select(['a'])).length, 1);
  await rm(join(root, '.dockerignore'));
  t.is((await context.select(['a'])).length, 1);
});

test('an ignore file that becomes wrong fails what is selected', async (t) => {
  const root = await folderOf(t, { a: file('a') });
  const context = await openContext(root);
  await writeFile(join(root, '.dockerignore'), '[\n');
  await t.throwsAsync(context.select(['a']), { name: 'MissingSourceError', message: /\.dockerignore:1/ });
});

test('a file that shrinks while it is read is an error', async (t) => {
  const root = await folderOf(t, { a: file('0123456789') });
  const context = await openContext(root);
  const [match] = await context.select(['a']);
  for await (const entry of match!.entries()) {
    await writeFile(join(root, 'a'), '0');
    await t.throwsAsync(
      async () => {
        for await (const chunk of entry.read()) t.is(chunk.length, 1);
      },
      { name: 'UsageError', message: /changed while it was read/ },
    );
  }
});
