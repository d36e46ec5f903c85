import test from 'ava';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import type { Heredoc } from '../../src/syntax/tree.js';

const heredocsOf = (lines: string): readonly Heredoc[] =>
  parseDockerfile(`FROM a\n${lines}\n`).tree.instructions[1]?.heredocs ?? [];

const reads = test.macro((t, lines: string, ...expected: Partial<Heredoc>[]) => {
  const heredocs = heredocsOf(lines);
  t.is(heredocs.length, expected.length);
  expected.forEach((each, index) => t.like(heredocs[index], each));
});

const plain = { expand: true, chomp: false, fileDescriptor: 0 };

test('a heredoc may be empty', reads, 'RUN <<E\nE', { ...plain, name: 'E', body: '' });
test('a number before the sign is the file descriptor', reads, 'RUN 3<<E\nE', {
  name: 'E',
  fileDescriptor: 3,
});
test('tabs stay without a dash', reads, 'RUN <<E\n\ta\nE', { chomp: false, body: '\ta\n' });
test('a dash drops the tabs of the body', reads, 'RUN <<-E\n\t\ta\n b\nE', { chomp: true, body: 'a\n b\n' });
test('a dash drops the tabs of the closing line', reads, 'RUN <<-E\n\ta\n\tE', { body: 'a\n' });
test('a quoted name expands nothing', reads, "RUN <<-'E'\n$A\nE", { name: 'E', expand: false, body: '$A\n' });
test('double quotes are quotes', reads, 'RUN <<"E"\nE', { name: 'E', expand: false });
test('a backslash is no quote', reads, 'RUN <<\\E\nE', { name: 'E', expand: true });
test('an escaped quote belongs to the name', reads, "RUN <<eo\\'f\neo'f", { name: "eo'f", expand: true });
test('both kinds of quoting may meet', reads, "RUN <<'e'o\\'f\neo'f", { name: "eo'f", expand: false });
test('a variable in a name stays', reads, 'RUN <<$E\n$E', { name: '$E', expand: true });
test('a comment inside a body is text', reads, 'RUN <<E\n# a \\\nb\nE', { body: '# a \\\nb\n' });
test(
  'a body may hold the names of other heredocs',
  reads,
  'COPY <<X <<Y /d\nY\nX\nX\nY',
  { name: 'X', body: 'Y\n' },
  { name: 'Y', body: 'X\n' },
);
test('flags may stand before a heredoc', reads, 'RUN --mount=type=cache,target=/foo <<E\na\nE', {
  name: 'E',
});
test('a command may stand behind a heredoc', reads, 'RUN <<E python3 > foo\na\nE', {
  name: 'E',
  body: 'a\n',
});
test('a name may begin with a dash behind a blank', reads, 'RUN << -E\n-E', { name: '-E', chomp: false });
test('a dash and a blank make no heredoc', reads, 'RUN <<- E\nRUN x');
test('three signs make no heredoc', reads, 'RUN cat <<<E');
test('an empty name makes no heredoc', reads, 'RUN cat <<""');
test('a sign inside a word makes no heredoc', reads, 'RUN a<<E');
test('a modifier that BuildKit does not know hides the heredocs of the line', reads, 'RUN ${a^^} <<E');
test('a modifier with a colon hides none', reads, 'RUN ${a:0:5} <<E\nE', { name: 'E' });
test(
  'a reference with a modifier hides what stands before it in its word',
  reads,
  'RUN cat <<E${b:-c} <<F\nF',
  {
    name: 'F',
  },
);
test('the text of a reference with a modifier is cut at its blanks', reads, 'RUN ${a:-b <<E}\nE}', {
  name: 'E}',
});
test('the escape directive means nothing inside a heredoc word', (t) => {
  const { tree } = parseDockerfile('# escape=`\nFROM a\nRUN <<\\E\nE\n');
  t.is(tree.instructions[1]?.heredocs[0]?.name, 'E');
});
test('the line ends of a body stay, and those of its closing line do not count', (t) => {
  const { tree } = parseDockerfile('FROM a\r\nRUN <<E\r\nx\r\nE\r\nRUN y');
  t.is(tree.instructions[1]?.heredocs[0]?.body, 'x\r\n');
  t.is(tree.instructions.length, 3);
});
test('a trigger may have heredocs, and keeps their bodies', (t) => {
  const { tree } = parseDockerfile('FROM a\nONBUILD COPY <<-E /d\n\tx\n\tE\nRUN y\n');
  t.like(tree.instructions[1], {
    keyword: 'ONBUILD',
    trigger: 'COPY <<-E /d\n\tx\nE',
    triggerKeyword: 'COPY',
  });
  t.is(tree.instructions.length, 3);
});
test('of two heredocs with one name the last is meant', (t) => {
  const { tree } = parseDockerfile('FROM a\nCOPY <<E <<E /d/\n1\nE\n2\nE\n');
  const [, copy] = tree.instructions;
  t.deepEqual(
    copy?.keyword === 'COPY' &&
      copy.sources.map((source) => source.type === 'heredoc' && source.heredoc.body),
    ['2\n', '2\n'],
  );
});
test('a heredoc in a JSON form is an empty file', (t) => {
  const { tree } = parseDockerfile('FROM a\nCOPY ["<<E", "/d"]\nRUN x\n');
  t.like(tree.instructions[1], {
    sources: [{ type: 'heredoc', heredoc: { name: 'E', body: '' } }],
    heredocs: [],
  });
});
test('an unclosed heredoc takes the rest of the file, and is reported once', (t) => {
  const { tree, messages } = parseDockerfile('FROM a\nRUN <<E\nx\nnonsense\n');
  t.is(tree.instructions.length, 2);
  t.deepEqual(
    messages.map(({ code, range }) => [code, tree.text.slice(range.start, range.end)]),
    [['heredoc-unterminated', '<<E']],
  );
});
