// The cases of moby/patternmatcher's own tests, and of Go's filepath.Match that it repeats.
import test from 'ava';
import { decidePath } from '../../../src/plan/ignore/ignore-decision.js';
import { readIgnoreRules } from '../../../src/plan/ignore/ignore-rules.js';

const isIgnored = (rules: string, path: string): boolean =>
  decidePath(readIgnoreRules('.dockerignore', rules), path).ignored;

type Row = readonly [pattern: string, matching: readonly string[], others: readonly string[]];

const patterns: readonly Row[] = [
  ['**', ['file', 'file/', '/', 'dir/file', 'dir/file/'], []],
  ['**/', ['file', 'file/', '/', 'dir/file', 'dir/file/'], []],
  ['**/**', ['dir/file', 'dir/file/'], []],
  ['dir/**', ['dir/file', 'dir/file/', 'dir/dir2/file', 'dir/dir2/file/'], []],
  ['**/dir', ['dir', 'dir/file'], []],
  ['**/dir2/*', ['dir/dir2/file', 'dir/dir2/file/'], []],
  ['**/dir2/**', ['dir/dir2/dir3/file', 'dir/dir2/dir3/file/'], []],
  ['**file', ['file', 'dir/file', 'dir/dir/file'], []],
  ['**/file', ['dir/file', 'dir/dir/file'], []],
  ['**/file*', ['dir/dir/file', 'dir/dir/file.txt'], []],
  ['**/file*txt', ['dir/dir/file.txt'], []],
  ['**/file*.txt', ['dir/dir/file.txt'], []],
  ['**/file*.txt*', ['dir/dir/file.txt'], []],
  ['**/**/*.txt', ['dir/dir/file.txt', 'file.txt'], []],
  ['**/**/*.txt2', [], ['dir/dir/file.txt']],
  ['**/*.txt', ['file.txt'], []],
  ['a**/*.txt', ['a/file.txt', 'a/dir/file.txt', 'a/dir/dir/file.txt'], []],
  ['a/*.txt', ['a/file.txt'], ['a/dir/file.txt']],
  ['a/*.txt**', ['a/file.txt'], []],
  ['a[b-d]e', ['ace'], ['ae', 'aae']],
  ['a[^b-d]e', ['aze'], []],
  ['.*', ['.foo'], ['foo']],
  ['abc.def', ['abc.def'], ['abcdef', 'abcZdef']],
  ['abc?def', ['abcZdef'], ['abcdef']],
  ['a\\\\', ['a\\'], []],
  ['**/foo/bar', ['foo/bar', 'dir/foo/bar', 'dir/dir2/foo/bar'], []],
  ['abc/**', ['abc/def', 'abc/def/ghi'], ['abc']],
  ['**/.foo', ['.foo'], ['bar.foo']],
  ['a(b)c/def', ['a(b)c/def'], ['a(b)c/xyz']],
  ['a.|)$(}+{bc', ['a.|)$(}+{bc'], []],
  [
    'dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl',
    ['dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl'],
    [],
  ],
  ['dist/*.whl', ['dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl'], []],
  ['a\\*b', ['a*b'], []],
];

const pathMatches: readonly Row[] = [
  ['abc', ['abc'], []],
  ['*', ['abc'], []],
  ['*c', ['abc'], []],
  ['a*', ['a', 'abc', 'ab/c'], []],
  ['a*/b', ['abc/b'], ['a/c/b']],
  ['a*b*c*d*e*/f', ['axbxcxdxe/f', 'axbxcxdxexxx/f'], ['axbxcxdxe/xxx/f', 'axbxcxdxexxx/fff']],
  ['a*b?c*x', ['abxbbxdbxebxczzx'], ['abxbbxdbxebxczzy']],
  ['ab[c]', ['abc'], []],
  ['ab[b-d]', ['abc'], []],
  ['ab[e-g]', [], ['abc']],
  ['ab[^c]', [], ['abc']],
  ['ab[^b-d]', [], ['abc']],
  ['ab[^e-g]', ['abc'], []],
  ['a\\*b', ['a*b'], ['ab']],
  ['a?b', ['a☺b'], ['a/b']],
  ['a[^a]b', ['a☺b'], []],
  ['a???b', [], ['a☺b']],
  ['a[^a][^a][^a]b', [], ['a☺b']],
  ['[a-ζ]*', ['α'], []],
  ['*[a-ζ]', [], ['A']],
  ['a*b', [], ['a/b']],
  ['[\\]a]', [']'], []],
  ['[\\-]', ['-'], []],
  ['[x\\-]', ['x', '-'], ['z']],
  ['[\\-x]', ['x', '-'], ['a']],
  ['*x', ['xxx'], []],
];

for (const [pattern, matching, others] of [...patterns, ...pathMatches]) {
  test(`the pattern ${JSON.stringify([pattern, matching, others])}`, (t) => {
    for (const path of matching) t.true(isIgnored(pattern, path), `${path} is ignored`);
    for (const path of others) t.false(isIgnored(pattern, path), `${path} is not`);
  });
}

const lists: readonly (readonly [rules: string, path: string, ignored: boolean])[] = [
  ['**\n!util/docker/web', 'util/docker/web/foo', false],
  ['**\n!util/docker/web\nutil/docker/web/foo', 'util/docker/web/foo', true],
  [
    '**\n!dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl',
    'dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl',
    false,
  ],
  ['**\n!dist/*.whl', 'dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl', false],
  ['docs\n!docs/README.md', 'docs/README.md', false],
  ['docs/\n!docs/README.md', 'docs/README.md', false],
  ['docs/*\n!docs/README.md', 'docs/README.md', false],
  ['!fileutils.go\n*.go', 'fileutils.go', true],
  ['*.go\n!fileutils.go', 'fileutils.go', false],
  ['', 'any/path', false],
];

for (const [rules, path, ignored] of lists) {
  test(`${JSON.stringify(rules)} and ${path}`, (t) => {
    t.is(isIgnored(rules, path), ignored);
  });
}

for (const pattern of [
  '[]a]',
  '[-]',
  '[x-]',
  '[-x]',
  '\\',
  '[a-b-c]',
  '[',
  '[^',
  '[^bc',
  'a[',
  '!',
  '! ',
  '!/',
  '[a]\\',
]) {
  test(`the malformed pattern ${JSON.stringify(pattern)}`, (t) => {
    t.throws(() => isIgnored(pattern, 'a'), { name: 'UsageError', message: /^\.dockerignore:1: / });
  });
}
