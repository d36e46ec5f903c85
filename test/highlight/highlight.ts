import test from 'ava';
import { highlight } from '../../src/highlight/highlight.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { readTokens } from '../helpers/shell-highlighter.js';

/** All tokens as `type text`, a line end as `⏎`. */
const tokensOf = (text: string, withShell = true): string[] =>
  highlight(parseDockerfile(text).tree, withShell ? readTokens : undefined).map(
    ({ type, start, end }) => `${type} ${text.slice(start, end).replaceAll('\n', '⏎')}`,
  );

const has = test.macro((t, text: string, ...expected: string[]) => {
  t.deepEqual(tokensOf(text), expected);
});
/** Behind the keyword. */
const argumentsAre = test.macro((t, text: string, ...expected: string[]) => {
  t.deepEqual(tokensOf(text).slice(1), expected);
});
/** Of a RUN. */
const script = test.macro((t, text: string, ...expected: string[]) => {
  t.deepEqual(tokensOf(`RUN ${text}`).slice(1), expected);
});

test('FROM', has, 'from a:1@b as c', 'instruction from', 'image a:1@b', 'instruction as', 'stage c');
test(
  'a stage in FROM',
  has,
  'FROM a AS b\nFROM B',
  'instruction FROM',
  'image a',
  'instruction AS',
  'stage b',
  'instruction FROM',
  'stage B',
);
test(
  'a platform',
  argumentsAre,
  'FROM --platform=$P a:$T',
  'flag --platform=',
  'variable $P',
  'image a:',
  'variable $T',
);
test('comments and directives', has, '# escape=`\n\n  # a  \r\n', 'directive # escape=`', 'comment # a');
test('what is no instruction is plain', has, 'BOGUS a\n# c\n', 'comment # c');
test('an instruction with a mistake keeps its keyword', has, 'ENV\n', 'instruction ENV');

test(
  'names and values',
  argumentsAre,
  'ENV A=b C="d e"',
  'name A',
  'punctuation =',
  'word b',
  'name C',
  'punctuation =',
  'string "d e"',
);
test('the older form', argumentsAre, 'ENV A b "c"', 'name A', 'word b ', 'string "c"');
test('an empty value', argumentsAre, 'ENV A=', 'name A', 'punctuation =');
test('an ARG without a value', argumentsAre, 'ARG A B=1', 'name A', 'name B', 'punctuation =', 'word 1');
test(
  'a variable in a string',
  argumentsAre,
  'LABEL a="b $C d"',
  'name a',
  'punctuation =',
  'string "b ',
  'variable $C',
  'string  d"',
);
test('single quotes hide variables', argumentsAre, "USER 'a$B'$C", "string 'a$B'", 'variable $C');
test('an escaped variable is text', argumentsAre, 'USER a\\$B', 'word a\\$B');
test(
  'a modifier',
  argumentsAre,
  'USER ${A:-b$C}',
  'variable ${A',
  'modifier :-',
  'word b',
  'variable $C',
  'variable }',
);
test('a pattern', argumentsAre, 'USER ${A##*/}', 'variable ${A', 'modifier ##', 'word */', 'variable }');
test('a reference that never ends', argumentsAre, 'USER ${A:-b', 'variable ${A', 'modifier :-', 'word b');
test('a dollar sign alone', argumentsAre, 'USER a$ b', 'word a$ b');

test(
  'the JSON form',
  argumentsAre,
  'CMD ["a", "b\\"c"]',
  'punctuation [',
  'string "a"',
  'punctuation ,',
  'string "b\\"c"',
  'punctuation ]',
);
test(
  'variables in JSON that is expanded',
  argumentsAre,
  'VOLUME ["/$A"]',
  'punctuation [',
  'string "/',
  'variable $A',
  'string "',
  'punctuation ]',
);
test(
  'no variables in JSON that is not',
  argumentsAre,
  'CMD ["$A"]',
  'punctuation [',
  'string "$A"',
  'punctuation ]',
);

test('COPY', argumentsAre, 'COPY --link a b/ /c', 'flag --link', 'word a', 'word b/', 'word /c');
test(
  'COPY from a stage',
  has,
  'FROM a AS s\nCOPY --from=s b c',
  'instruction FROM',
  'image a',
  'instruction AS',
  'stage s',
  'instruction COPY',
  'flag --from=',
  'stage s',
  'word b',
  'word c',
);
test(
  'COPY from an image',
  argumentsAre,
  'COPY --from=i:1 b c',
  'flag --from=',
  'image i:1',
  'word b',
  'word c',
);
test(
  'inline files',
  argumentsAre,
  "COPY <<A <<'B' /c\n$X \"\nA\n$Y\nB\n",
  'heredoc-marker <<A',
  "heredoc-marker <<'B'",
  'word /c',
  'variable $X',
  'heredoc-body  "⏎',
  'heredoc-marker A',
  'heredoc-body $Y⏎',
  'heredoc-marker B',
);

test(
  'a health check',
  argumentsAre,
  'HEALTHCHECK --retries=3 CMD a "b"',
  'flag --retries=',
  'word 3',
  'instruction CMD',
  'command a',
  'string "b"',
);
test('no health check', argumentsAre, 'HEALTHCHECK NONE', 'instruction NONE');
test(
  'a trigger',
  argumentsAre,
  'ONBUILD ENV A=$B',
  'instruction ENV',
  'name A',
  'punctuation =',
  'variable $B',
);
test(
  'a trigger over two lines',
  argumentsAre,
  'ONBUILD RUN a \\\n  && b',
  'instruction RUN',
  'command a',
  'operator &&',
  'command b',
);

test(
  'a script',
  script,
  'a "b $C" | d > e; # f',
  'command a',
  'string "b ',
  'variable $C',
  'string "',
  'operator |',
  'command d',
  'operator >',
  'operator ;',
  'comment # f',
);
test(
  'keywords of a script',
  script,
  'if a; then b; fi',
  'keyword if',
  'command a',
  'operator ;',
  'keyword then',
  'command b',
  'operator ;',
  'keyword fi',
);
test(
  'variables of a script',
  script,
  'A=1 b ${C:-d}',
  'variable A',
  'command b',
  'variable ${C',
  'operator :-',
  'string d',
  'variable }',
);
test(
  'a substitution',
  script,
  'a "$(b)"',
  'command a',
  'string "',
  'operator $(',
  'command b',
  'operator )',
  'string "',
);
test('letters beyond ASCII', script, 'é 𝐀 "b"; c', 'command é', 'string "b"', 'operator ;', 'command c');
test(
  'a script over lines with a comment',
  script,
  'a \\\n # c "\n  && \\\n b "d \\\n e"',
  'command a',
  'comment # c "',
  'operator &&',
  'command b',
  'string "d ',
  'string  e"',
);
test(
  'a heredoc that is the script',
  script,
  '<<E\na "b"\nE\n',
  'heredoc-marker <<E',
  'command a',
  'heredoc-body  ',
  'string "b"',
  'heredoc-body ⏎',
  'heredoc-marker E',
);
test(
  'a heredoc for a shell',
  script,
  'bash -e <<E\na\nE\n',
  'command bash',
  'heredoc-marker <<E',
  'command a',
  'heredoc-body ⏎',
  'heredoc-marker E',
);
test(
  'a heredoc for something else',
  script,
  'cat <<E > f\na\nE\n',
  'command cat',
  'heredoc-marker <<E',
  'operator >',
  'heredoc-body a⏎',
  'heredoc-marker E',
);
test(
  'a heredoc with another interpreter',
  script,
  '<<E\n#!/usr/bin/env python3\na\nE\n',
  'heredoc-marker <<E',
  'heredoc-body #!/usr/bin/env python3⏎a⏎',
  'heredoc-marker E',
);
test(
  'a heredoc with a shell as interpreter',
  script,
  '<<E\n#!/bin/sh\na\nE\n',
  'heredoc-marker <<E',
  'comment #!/bin/sh',
  'heredoc-body ⏎',
  'command a',
  'heredoc-body ⏎',
  'heredoc-marker E',
);

test(
  'another shell is not read as one',
  has,
  'SHELL ["cmd"]\nRUN a | b\n',
  'instruction SHELL',
  'punctuation [',
  'string "cmd"',
  'punctuation ]',
  'instruction RUN',
);
test(
  'SHELL ends with its stage',
  has,
  'SHELL ["cmd"]\nFROM a\nRUN b\n',
  'instruction SHELL',
  'punctuation [',
  'string "cmd"',
  'punctuation ]',
  'instruction FROM',
  'image a',
  'instruction RUN',
  'command b',
);

test('without a reader of scripts they are plain', (t) => {
  t.deepEqual(tokensOf('RUN a "b"\nCMD ["c"]', false), [
    'instruction RUN',
    'instruction CMD',
    'punctuation [',
    'string "c"',
    'punctuation ]',
  ]);
});

test('references in each other are followed as far as anybody writes them', (t) => {
  const text = `USER ${'${A:-'.repeat(20_000)}${'}'.repeat(20_000)}\n`;
  t.true(tokensOf(text).length > 100);
});
