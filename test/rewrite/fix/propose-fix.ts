import test from 'ava';
import { proposeFix } from '../../../src/rewrite/fix/propose-fix.js';
import type { TriedCommand } from '../../../src/session/tried-command.js';
import { parseDockerfile } from '../../../src/syntax/parse-dockerfile.js';

const inShell = (text: string, exitCode = 0): TriedCommand => ({ step: 1, text, exitCode, by: 'shell' });
const atPrompt = (text: string, exitCode = 0): TriedCommand => ({ step: 1, text, exitCode, by: 'prompt' });

/** The second instruction is the one that failed. */
function fix(text: string, tried: readonly TriedCommand[], kept?: readonly number[]) {
  const { tree } = parseDockerfile(text);
  return proposeFix(tree, {
    start: tree.instructions[1]?.range.start ?? 0,
    tried,
    ...(kept === undefined ? {} : { kept }),
  });
}

const proposes = test.macro((t, run: string, tried: readonly TriedCommand[], expected: string) => {
  const [before, after] = ['# syntax=docker/dockerfile:1\nFROM fixture/busybox\n', '\n# the end\nCMD true\n'];
  const end = run.includes('\r\n') ? '\r\n' : '\n';
  const around = (text: string): string => before.replaceAll('\n', end) + text + after.replaceAll('\n', end);
  const proposed = fix(around(run), tried);
  t.false('refused' in proposed, JSON.stringify(proposed));
  if ('refused' in proposed) return;
  t.is(proposed.instruction, expected);
  t.is(proposed.text, around(expected));
});

test(
  'a corrected word takes the place of the wrong one',
  proposes,
  'RUN apt-get install -y helo',
  [
    inShell('apt-get install helo', 100),
    inShell('apt-cache search hello'),
    inShell('apt-get install -y hello'),
  ],
  'RUN apt-get install -y hello',
);

test(
  'a command that only looks counts where it is one of the script put right: the last of them',
  proposes,
  'RUN cd /srv && grep -c href indx.html',
  [inShell('ls /srv'), inShell('grep -c href inde.htm'), inShell('grep -c href index.html')],
  'RUN cd /srv && grep -c href index.html',
);

test(
  'a look that says what the script says is none',
  proposes,
  'RUN grep -c href index.html',
  [inShell('grep -c href index.html'), inShell('grep -rn title .')],
  'RUN grep -c href index.html',
);

test(
  'line breaks, flags and comments between the words stay as they are written',
  proposes,
  'RUN --mount=type=cache,target=/c apt-get update && apt-get install -y \\\n      curl \\\n# greets\n      helo \\\n    && rm -rf /var/lib/apt/lists/*',
  [inShell('apt-get install -y curl hello')],
  'RUN --mount=type=cache,target=/c apt-get update && apt-get install -y \\\n      curl \\\n# greets\n      hello \\\n    && rm -rf /var/lib/apt/lists/*',
);

test(
  'a line whose word goes, goes with it',
  proposes,
  'RUN apt-get install -y \\\n    curl \\\n    nonsense \\\n    wget',
  [inShell('apt-get install -y curl wget')],
  'RUN apt-get install -y \\\n    curl \\\n    wget',
);

test(
  'the last word of a last line leaves no continuation behind',
  proposes,
  'RUN apt-get install -y \\\n    curl \\\n    nonsense',
  [inShell('apt-get install -y curl')],
  'RUN apt-get install -y curl',
);

test(
  'what was needed first comes first, and the command that then worked stays where it was',
  proposes,
  'RUN make \\\n && make install',
  [inShell('gcc --version', 127), inShell('apk add gcc'), inShell('make')],
  'RUN apk add gcc \\\n && make \\\n && make install',
);

test(
  'a short line that has room stays one line',
  proposes,
  'RUN make',
  [inShell('apk add gcc')],
  'RUN apk add gcc && make',
);

test(
  'operators stand at the ends of lines where they do in the instruction',
  proposes,
  'RUN one && \\\n\t\ttwo && \\\n\t\tthree',
  [inShell('prepare it'), inShell('two')],
  'RUN one && \\\n\t\tprepare it && \\\n\t\ttwo && \\\n\t\tthree',
);

test(
  'what came after the command that was corrected follows it',
  proposes,
  'RUN cd src && \\\n    ./configre && \\\n    make',
  [inShell('cd src'), inShell('./configure'), inShell('touch stamp')],
  'RUN cd src && \\\n    ./configure && \\\n    touch stamp && \\\n    make',
);

test(
  'a folder that a shell went into is kept for what ran there, and left out where nothing did',
  proposes,
  'RUN ./build',
  [inShell('cd /opt'), inShell('touch there'), inShell('cd /')],
  'RUN cd /opt && touch there && ./build',
);

test(
  'each command of the prompt begins in the folder of the RUN again',
  proposes,
  'RUN ./build',
  [atPrompt('cd /opt && touch there'), atPrompt('cd /tmp'), atPrompt('touch here')],
  'RUN (cd /opt && touch there) && touch here && ./build',
);

test(
  'with set -e and semicolons, semicolons join',
  proposes,
  'RUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y helo; \\\n\trm -rf /x',
  [inShell('dpkg --configure -a'), inShell('apt-get install -y hello')],
  'RUN set -eux; \\\n\tapt-get update; \\\n\tdpkg --configure -a; \\\n\tapt-get install -y hello; \\\n\trm -rf /x',
);

test(
  'what binds less than && is grouped',
  proposes,
  'RUN one',
  [inShell('first || second'), inShell('a; b'), inShell('server &')],
  'RUN { first || second; } && { a; b; } && { server & } && one',
);

test(
  'the comment of a command does not swallow what follows',
  proposes,
  'RUN make',
  [inShell('touch "#here" # so that it works')],
  'RUN touch "#here" && make',
);

test(
  'the file says how lines are continued and ended',
  proposes,
  'RUN one && \\\r\n  two',
  [inShell('three'), inShell('two')],
  'RUN one && \\\r\n  three && \\\r\n  two',
);

test(
  'a heredoc stays a heredoc, with a line for each command',
  proposes,
  'RUN <<EOF\nset -e\n  apk update\n  apk ad gcc\nEOF',
  [inShell('touch /etc/apk/world'), inShell('apk add gcc')],
  'RUN <<EOF\nset -e\n  apk update\n  touch /etc/apk/world\n  apk add gcc\nEOF',
);

test(
  'tabs that a heredoc drops are kept',
  proposes,
  'RUN <<-EOF\n\tapk update\n\tapk ad gcc\n\tEOF',
  [inShell('apk add gcc')],
  'RUN <<-EOF\n\tapk update\n\tapk add gcc\n\tEOF',
);

test(
  'a heredoc beside other words keeps its body',
  proposes,
  'RUN pythn3 <<EOF\nprint(1)\nEOF',
  [inShell('apk add python3')],
  'RUN apk add python3 && pythn3 <<EOF\nprint(1)\nEOF',
);

test(
  'one plain command keeps the exec form',
  proposes,
  'RUN ["apt-get", "install", "-y", "helo"]',
  [inShell("apt-get install -y 'hello'")],
  'RUN ["apt-get", "install", "-y", "hello"]',
);

test(
  'several commands in the place of an exec form are a script',
  proposes,
  'RUN ["make", "all targets"]',
  [inShell('apk add make'), inShell('make "all targets"')],
  'RUN apk add make && \\\n    make "all targets"',
);

test(
  'a command of several lines makes a heredoc, and comments go into it',
  proposes,
  'RUN one && \\\n    # why\n    two',
  [inShell('cat > /f <<EOF\na  b\nEOF')],
  'RUN <<END\nset -e\ncat > /f <<EOF\na  b\nEOF\none\n# why\ntwo\nEND',
);

test(
  'a backslash at the end of a command continues nothing',
  proposes,
  'RUN one',
  [inShell('touch a\\\\')],
  'RUN touch a\\\\ && one',
);

test(
  'lines that a shell continued are one command',
  proposes,
  'RUN one',
  [inShell('touch a \\\n  b')],
  'RUN touch a b && one',
);

test("the escape character is the file's own", (t) => {
  const proposed = fix('# escape=`\nFROM a\nRUN one && `\n    two\n', [inShell('touch x'), inShell('two')]);
  t.is('text' in proposed && proposed.text, '# escape=`\nFROM a\nRUN one && `\n    touch x && `\n    two\n');
});

test('what failed, only looks, needs a terminal or is said twice is left out, with the reason', (t) => {
  const tried = [
    inShell('make', 2),
    inShell('ls -l | grep x 2>/dev/null'),
    inShell('echo x'),
    inShell('echo x > f'),
    inShell('vi f'),
    inShell('find . -name x'),
    inShell('find . -name x -delete'),
    inShell('apt list --installed'),
    inShell('echo x > f'),
    inShell('cd /'),
    atPrompt('export A=1'),
  ];
  const proposed = fix('FROM a\nRUN one\n', tried);
  t.deepEqual('commands' in proposed && proposed.commands.map(({ because, isKept }) => because ?? isKept), [
    'failed',
    'look',
    'look',
    true,
    'terminal',
    'look',
    true,
    'look',
    'repeated',
    'no-effect',
    'no-effect',
  ]);
});

const judged: readonly [string, boolean][] = [
  ['echo "deb x">/etc/apt/x.list', true],
  ['echo a>>f', true],
  ['echo a &>f', true],
  ['ls 2>log', true],
  ['echo a >"f"', true],
  ['env X=1 apt-get install -y y', true],
  ['command apt-get install -y y', true],
  ['env', false],
  ['env X=1', false],
  ['command -v make', false],
  ['ls 2>/dev/null', false],
  ['ls x 2> /dev/null', false],
  ['ls >/dev/null 2>&1', false],
  ['grep "a>b" \'c>>d\' e\\>f', false],
];

for (const [text, isKept] of judged)
  test(`${isKept ? 'it may matter' : 'it only looks'}: ${text}`, (t) => {
    const proposed = fix('FROM a\nRUN one\n', [inShell('make'), inShell(text)]);
    const told = 'commands' in proposed ? proposed.commands[1] : undefined;
    t.is(told?.because, isKept ? undefined : 'look');
  });

test('what was left out is taken back, and what was kept is dropped', (t) => {
  const proposed = fix('FROM a\nRUN one\n', [inShell('ls'), inShell('touch x')], [0]);
  t.is('text' in proposed && proposed.text, 'FROM a\nRUN ls && one\n');
});

test('a file without a last line end gets none', (t) => {
  const proposed = fix('FROM a\nRUN mak', [inShell('make')]);
  t.is('text' in proposed && proposed.text, 'FROM a\nRUN make');
});

test('an instruction that runs no commands is refused with what to do', (t) => {
  t.deepEqual(fix('FROM a\nCOPY a b\n', [inShell('mkdir b')]), {
    refused: 'COPY runs no commands: e edits it',
  });
});

test('a heredoc of another program is refused with what to do', (t) => {
  const proposed = fix('FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF\n', [inShell('mkdir b')]);
  t.deepEqual(proposed, { refused: 'its script is none of a shell: e edits it' });
});

const edits = test.macro((t, text: string, instruction: string, expected: string) => {
  const { tree } = parseDockerfile(text);
  const start = tree.instructions[1]?.range.start ?? 0;
  const proposed = proposeFix(tree, { start, tried: [], instruction });
  t.is('text' in proposed ? proposed.text : proposed.refused, expected);
});

test(
  'a text of the user takes the place of the instruction',
  edits,
  'FROM a\r\n RUN b\r\nCMD c\r\n',
  'RUN b && \\\n  d\n\n',
  'FROM a\r\nRUN b && \\\r\n  d\r\nCMD c\r\n',
);
test(
  'two instructions are refused in the place of one',
  edits,
  'FROM a\nRUN b\n',
  'RUN b\nRUN c',
  'the new text has 2 instructions, and takes the place of one',
);
test(
  'a continued last line is refused',
  edits,
  'FROM a\nRUN b\nCMD c\n',
  'RUN b \\',
  'the new text takes in what comes after it: its last line is continued, or it holds no instruction',
);
test(
  'no instruction is refused',
  edits,
  'FROM a\nRUN b\nCMD c\n',
  '# gone',
  'the new text takes in what comes after it: its last line is continued, or it holds no instruction',
);
test(
  'an unknown instruction is refused with its message',
  edits,
  'FROM a\nRUN b\n',
  'RUNN b',
  '`RUNN` is not an instruction',
);
