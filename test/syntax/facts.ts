// Where BuildKit reads a Dockerfile otherwise than dockerfile-ast does, or than one would guess.
import test from 'ava';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { print } from '../../src/syntax/print.js';
import type { Instruction } from '../../src/syntax/tree.js';

/** The instructions of `lines` below `FROM a`, as [keyword, what it holds, bodies of its heredocs]. */
const readAs = test.macro((t, lines: string, expected: readonly unknown[], ...codes: string[]) => {
  const { tree, messages } = parseDockerfile(`FROM a\n${lines}\n`);
  t.deepEqual(tree.instructions.slice(1).map(describe), expected);
  t.deepEqual(
    messages.map((message) => message.code),
    codes as (typeof messages)[number]['code'][],
  );
});

function describe(instruction: Instruction): unknown {
  const bodies = instruction.heredocs.map((heredoc) => heredoc.body);
  const rest = bodies.length > 0 ? [bodies] : [];
  switch (instruction.keyword) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT': {
      const { command } = instruction;
      return [instruction.keyword, command.form === 'exec' ? command.arguments : command.script, ...rest];
    }
    case 'COPY':
    case 'ADD': {
      const sources = instruction.sources.map((each) =>
        each.type === 'path' ? each.word.text : `<<${each.heredoc.name}`,
      );
      return [instruction.keyword, [...sources, instruction.destination.text], ...rest];
    }
    default:
      return [instruction.keyword, instruction.rest.text, ...rest];
  }
}

test(
  'a comment inside a continuation is dropped',
  readAs,
  'RUN apt-get install -y curl \\\n  # for tls\n  ca-certificates',
  [['RUN', 'apt-get install -y curl   ca-certificates']],
);
test('an escaped character at the end stays', readAs, 'RUN a && \\\n  find . -exec rm {} \\;', [
  ['RUN', 'a &&   find . -exec rm {} \\;'],
]);
test('a comment with a backslash in it ends nothing', readAs, 'RUN x \\\n   # drop \\n chars\n   y', [
  ['RUN', 'x    y'],
]);
test('the body of a heredoc of COPY holds no arguments', readAs, 'COPY <<E /x\nq w\nE', [
  ['COPY', ['<<E', '/x'], ['q w\n']],
]);
test('strings of an exec form keep their blanks', readAs, 'CMD ["a b", "c"]', [['CMD', ['a b', 'c']]]);
test('escapes in an exec form are those of JSON', readAs, 'CMD ["\\n","\\/x"]', [['CMD', ['\n', '/x']]]);
test('text behind an array makes the shell form', readAs, 'CMD ["a"] b', [['CMD', '["a"] b']]);
test('a comma at the end of an array makes the shell form', readAs, 'CMD ["a",]', [['CMD', '["a",]']]);
test('an escape that JSON does not know makes the shell form', readAs, 'CMD ["\\x"]', [['CMD', '["\\x"]']]);
test('an exec form may go over lines, with comments between', readAs, 'CMD ["a", \\\n# c\n "b"]', [
  ['CMD', ['a', 'b']],
]);
test(
  'an array of other things than strings is an error',
  readAs,
  'CMD ["a",1]',
  [['', '["a",1]']],
  'json-invalid',
);
test('a heredoc sign inside quotes begins no heredoc', readAs, 'RUN echo "a <<NO b"\nRUN x', [
  ['RUN', 'echo "a <<NO b"'],
  ['RUN', 'x'],
]);
test('a line with an open quote has no heredocs', readAs, "RUN echo it's <<EOF\nRUN x", [
  ['RUN', "echo it's <<EOF"],
  ['RUN', 'x'],
]);
test('a heredoc may name its file descriptor', readAs, 'RUN cat 3<<EOF\nx\nEOF\nRUN y', [
  ['RUN', 'cat 3<<EOF', ['x\n']],
  ['RUN', 'y'],
]);
test('blanks may stand between the sign and the name', readAs, 'RUN << EOF\nx\nEOF\nRUN y', [
  ['RUN', '<< EOF', ['x\n']],
  ['RUN', 'y'],
]);
test('part of a name may be quoted', readAs, "RUN <<eo'f'\nx\neof\nRUN y", [
  ['RUN', "<<eo'f'", ['x\n']],
  ['RUN', 'y'],
]);
test('a quoted name may hold blanks', readAs, "RUN <<'one two'\nx\none two\nRUN y", [
  ['RUN', "<<'one two'", ['x\n']],
  ['RUN', 'y'],
]);
test('each delimiter has its own dash', readAs, 'COPY <<-A <<B /d/\n\ta\n\tA\n\tb\nB', [
  ['COPY', ['<<A', '<<B', '/d/'], ['a\n', '\tb\n']],
]);
test('two escape characters at the end of a line continue nothing', readAs, 'RUN a \\\\\nRUN x', [
  ['RUN', 'a \\\\'],
  ['RUN', 'x'],
]);
test(
  'a heredoc that is never closed is an error',
  readAs,
  'RUN <<EOF\nx',
  [['RUN', '<<EOF']],
  'heredoc-unterminated',
);
test(
  'a shift in an arithmetic expression is a heredoc too',
  readAs,
  'RUN echo $((1 <<2))',
  [['RUN', 'echo $((1 <<2))']],
  'heredoc-unterminated',
);
test('dashes inside arguments are no flags', readAs, 'RUN a--b --c', [['RUN', 'a--b --c']]);
test('two dashes alone end the flags', readAs, 'RUN -- --weird', [['RUN', '--weird']]);
test('a JSON form holds no heredoc', readAs, 'RUN ["cat", "<<EOF"]\nRUN x', [
  ['RUN', ['cat', '<<EOF']],
  ['RUN', 'x'],
]);
test('only RUN, COPY and ADD take heredocs', readAs, 'USER <<EOF\nRUN x', [
  ['USER', '<<EOF'],
  ['RUN', 'x'],
]);
test('empty RUN, CMD and ENTRYPOINT are accepted', readAs, 'RUN\nCMD\nENTRYPOINT []', [
  ['RUN', ''],
  ['CMD', ''],
  ['ENTRYPOINT', []],
]);
test('blanks before a continued line stay', readAs, 'RUN a\\\n\tb\\\n  c', [['RUN', 'a\tb  c']]);
test(
  'a blank line inside a continuation is dropped with a warning',
  readAs,
  'RUN a \\\n\n  b',
  [['RUN', 'a   b']],
  'continuation-empty',
);
test('a lone escape character begins an instruction', readAs, '\\\nRUN x', [['RUN', 'x']]);
test('a comment as the last line of a continuation ends it at the end of the file', readAs, 'RUN a \\\n# b', [
  ['RUN', 'a'],
]);

test('quotes are taken out of a flag, and its blanks are its own', (t) => {
  const { tree } = parseDockerfile('FROM a\nRUN --mount=type=bind,source="a b",target=/x c\n');
  const run = tree.instructions[1]!;
  t.like(run, { keyword: 'RUN', command: { form: 'shell', script: 'c' } });
  t.like(run.flags, [{ name: 'mount', value: 'type=bind,source=a b,target=/x' }]);
  const [flag] = run.flags;
  t.is(tree.text.slice(flag!.valueRange!.start, flag!.valueRange!.end), 'type=bind,source="a b",target=/x');
});

test('each byte of a flag is a letter, and those of 0x85 and 0xA0 are blanks outside of quotes', (t) => {
  const flagsOf = (line: string): unknown[] => {
    const text = `FROM a\n${line}\n`;
    const { tree } = parseDockerfile(text);
    const { flags, rest } = tree.instructions[1]!;
    t.is(print(tree), text);
    return [...flags.map(({ value, range }) => [value, text.slice(range.start, range.end)]), rest.text];
  };
  t.deepEqual(flagsOf('COPY --exclude=né . /é'), [['nÃ©', '--exclude=né'], '. /é']);
  t.deepEqual(flagsOf('COPY --exclude=voilà.txt . /x'), [['voilÃ', '--exclude=voilà'], '.txt . /x']);
  t.deepEqual(flagsOf('COPY --exclude=Å--link . /x'), [['Ã', '--exclude=Å'], [undefined, '--link'], '. /x']);
  t.deepEqual(flagsOf('COPY --exclude="à" . /x'), [['Ã\u00a0', '--exclude="à"'], '. /x']);
  t.deepEqual(flagsOf('COPY --exclude=\\à . /x'), [['Ã', '--exclude=\\à'], '. /x']);
  t.deepEqual(flagsOf('COPY --exclude=\u{1f480} . /x'), [['ð\x9f\x92\x80', '--exclude=\u{1f480}'], '. /x']);
  t.deepEqual(flagsOf('COPY --link é /x'), [[undefined, '--link'], 'é /x']);
});

test('a comment with an address in it is no directive', (t) => {
  const { tree } = parseDockerfile('# see http://x/?a=b\n# escape=`\nFROM a\nRUN x \\\n y\n');
  t.is(tree.escape, '\\');
  t.deepEqual(
    tree.nodes.slice(0, 2).map((node) => node.type),
    ['comment', 'comment'],
  );
});

test('an unknown directive is a comment and ends the directives', (t) => {
  const { tree } = parseDockerfile('# unknown=x\n# escape=`\nFROM a\n');
  t.is(tree.escape, '\\');
});

test('an indented directive is one, but ends the search for the frontend', (t) => {
  const codes = (text: string): string[] => parseDockerfile(text).messages.map(({ code }) => code);
  const other = '# syntax=example.com/frontend\nFROM a\n';
  t.deepEqual(codes(other), ['directive-syntax']);
  t.deepEqual(codes(` ${other}`), []);
  t.deepEqual(codes(` # escape=\`\n${other}`), []);
  t.is(parseDockerfile(` # escape=\`\n${other}`).tree.escape, '`');
});

test('the escape directive changes what continues a line and what protects a blank', (t) => {
  const { tree } = parseDockerfile('# escape=`\nFROM a\nRUN dir C:\\ `\n  D:\\\nENV A=b` c\n');
  t.is(tree.escape, '`');
  t.like(tree.instructions, { 1: { command: { script: 'dir C:\\   D:\\' } } });
  t.like(tree.instructions[2], { assignments: [{ name: { text: 'A' }, value: { text: 'b` c' } }] });
});

test('words that expansion changes are left as they are written', (t) => {
  const words = ['${A-x}', '${A+x}', '${A?e}', '${A#p}', '${A%p}', '${A/a/b}', '${A:-${B}}', "'$A'"];
  const { tree } = parseDockerfile(
    `FROM a\nENV ${words.map((word, index) => `V${index}=${word}`).join(' ')}\n`,
  );
  const [, env] = tree.instructions;
  t.deepEqual(env?.keyword === 'ENV' && env.assignments.map(({ value }) => value.text), words);
});

test('one ARG may name several, and FROM keeps its variables', (t) => {
  const { tree } = parseDockerfile('ARG IMG=alpine TAG=3 EMPTY= NONE\nFROM ${IMG}:$TAG\n');
  const [arg, from] = tree.instructions;
  t.deepEqual(arg?.keyword === 'ARG' && arg.assignments.map(({ name, value }) => [name.text, value?.text]), [
    ['IMG', 'alpine'],
    ['TAG', '3'],
    ['EMPTY', ''],
    ['NONE', undefined],
  ]);
  t.like(from, { image: { text: '${IMG}:$TAG' } });
});
