// Stories of the debugger, played by its keys in a real terminal on a real engine.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import test from 'ava';
import { docker, imageName, makeProject, sessionContainers } from '../helpers/refrom.js';
import { openRealTerminal } from '../helpers/real-terminal.js';

const broken = `FROM fixture/busybox
ENV WORD=hello
WORKDIR /srv
RUN echo "$WORD" > greeting
RUN grep goodbye greeting
CMD ["cat", "/srv/greeting"]
`;

test.serial(
  'stepping, a failure, a fix in the shell, a retry on top, the end, and the resumed file',
  async (t) => {
    const folder = await makeProject(t, { Dockerfile: broken });
    const tag = imageName(t, 'story');
    const terminal = openRealTerminal(t, ['debug', '-t', tag, folder]);
    await terminal.shows(/next 1:? FROM fixture\/busybox/);
    t.true(terminal.isAlternate());
    terminal.type('n');
    await terminal.shows(/next 2:? ENV/);
    terminal.type('n');
    await terminal.shows(/next 3:? WORKDIR/);
    terminal.type('c');
    await terminal.shows(/failed 5:? RUN grep/);
    await terminal.shows(/exit code 1/);
    terminal.type('s');
    await terminal.shows(/\/srv #/);
    t.false(terminal.isAlternate(), 'the shell has the ordinary screen');
    terminal.type('echo "[$WORD $PWD $(id -u)]"; echo goodbye >> greeting; exit\r');
    await terminal.shows(/r retry/);
    terminal.type('R');
    await terminal.shows(/next 6:? CMD/);
    terminal.type('w');
    await terminal.shows(/wrote .*Dockerfile\.refrom/);
    terminal.type('c');
    await terminal.shows(/made the image/);
    terminal.type('q');
    await terminal.shows(/status 0/);
    t.false(terminal.isAlternate());
    t.regex(terminal.screen(), /\[hello \/srv 0\]/);
    t.is(await docker('run', '--rm', tag), 'hello\ngoodbye');
    t.regex(
      await readFile(join(folder, 'Dockerfile.refrom'), 'utf8'),
      /^FROM refrom\/.*-byhand\n[^]*CMD \["cat"/m,
    );
    await docker('build', '-q', '-f', join(folder, 'Dockerfile.refrom'), '-t', tag, folder);
    t.is(await docker('run', '--rm', tag), 'hello\ngoodbye');
  },
);

test.serial('breakpoints, one step back, and a retry from the clean state', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nRUN echo one > /one\nRUN echo two >> /two; cat /two\nRUN echo three\n',
  });
  const terminal = openRealTerminal(t, ['debug', '--break', '4', folder]);
  await terminal.shows(/next 1:? FROM/);
  terminal.type('c');
  await terminal.shows(/next 4:? RUN echo three/);
  t.regex(terminal.screen(), /●/);
  terminal.type('u');
  await terminal.shows(/next 3:? RUN echo two/);
  terminal.type('r');
  await terminal.shows(/next 4:? RUN echo three/);
  t.notRegex(terminal.screen(), /two\s*\n[^\n]*two\s*$/m, 'the step ran on the clean state');
  terminal.type('q');
  await terminal.shows(/status 0/);
  t.regex(terminal.screen(), /refrom resume/);
});

const stages = `FROM fixture/busybox AS build
ARG API_TOKEN=not-for-eyes
ENV WORD=hello
RUN seq 1 40 && echo "$WORD" > /greeting
FROM fixture/busybox
COPY --from=build /greeting /
`;

test.serial(
  'the tabs say of a step what it printed, set, left and does; one has the screen alone',
  async (t) => {
    const folder = await makeProject(t, { Dockerfile: stages });
    const terminal = openRealTerminal(t, ['debug', '--checkpoint', 'every', folder], {
      columns: 80,
      rows: 24,
    });
    await terminal.shows(/next 1:? FROM/);
    terminal.type('c');
    await terminal.shows(/made the image/);
    // The fourth line: its output is that of the cursor's step.
    terminal.type('<jjj');
    await terminal.shows(/\[Output\] Files Config.*4: RUN seq[^]*\n40\n/);
    terminal.type('k]]');
    await terminal.shows(/Fil(?:es)? \[Config\] Lay.*after 3: ENV[^]*\+ +WORD=hello/);
    terminal.type('}');
    await terminal.shows(/ARG +API_TOKEN=\(not shown\)/);
    t.false(terminal.screen().split('[Config]')[1]?.includes('not-for-eyes'));
    terminal.type('/WORK\r');
    await terminal.shows(/\/WORK +1 of 1/);
    terminal.type('\u001b');
    await terminal.shows(/q quit/);
    terminal.type('+');
    await terminal.shows(/^[^\n]*\n─ Out(?:put)? Fil(?:es)? \[Config\]/);
    t.notRegex(terminal.screen(), /4 RUN seq/, 'the source makes room');
    terminal.type('_]');
    await terminal.shows(/\[Layers\].*in \d layers?[^]*✓ 4 RUN seq.*\dB/);
    terminal.type(']');
    await terminal.shows(/\[Explain\][^]*step 3 +3 \| ENV WORD=hello[^]*by hand +docker create/);
    terminal.type(']');
    await terminal.shows(/\[Checkpoints\].* · \d with[^]*refrom\/.*:build-L4-/);
    terminal.type(']');
    await terminal.shows(/\[Stages\] · 2 stages[^]*✓ +build +4\/4 .*done[^]*└─✓ stage 1 .*files of build/);
    terminal.type(']');
    await terminal.shows(/\[Output\]/);
    terminal.type('q');
    await terminal.shows(/status 0/);
  },
);

test.serial('help lists every key and goes away again', async (t) => {
  const folder = await makeProject(t, { Dockerfile: broken });
  const terminal = openRealTerminal(t, ['debug', folder], { columns: 80, rows: 24 });
  await terminal.shows(/next 1:? FROM/);
  terminal.type('?');
  await terminal.shows(/run the failed step again on top/);
  terminal.type('?');
  await terminal.shows(/WORKDIR \/srv/);
  t.notRegex(terminal.screen(), /run the failed step again on top/);
  terminal.type('q');
  await terminal.shows(/status 0/);
});

test.serial('Ctrl-C interrupts the step that runs and stays; a second one, at rest, quits', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN echo begun; sleep 600\n' });
  const terminal = openRealTerminal(t, ['debug', folder]);
  await terminal.shows(/next 1:? FROM/);
  terminal.type('c');
  await terminal.shows(/begun\s*$/m);
  terminal.type('\u0003');
  await terminal.shows(/interrupted/);
  terminal.type('\u0003');
  await terminal.shows(/status 1\b/);
  t.false(terminal.isAlternate());
});

test.serial('q while a step runs ends it and leaves', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN echo begun; sleep 600\n' });
  const terminal = openRealTerminal(t, ['debug', folder]);
  await terminal.shows(/next 1:? FROM/);
  terminal.type('c');
  await terminal.shows(/begun\s*$/m);
  const pid = String(await terminal.pid());
  terminal.type('q');
  await terminal.shows(/left before the end[^]*status 0/);
  t.deepEqual(
    (await sessionContainers()).filter((name) => name.includes(`-${pid}-`)),
    [],
  );
});

for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
  test.serial(`${signal} restores the terminal and leaves no container behind`, async (t) => {
    const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN echo begun; sleep 600\n' });
    const terminal = openRealTerminal(t, ['debug', folder], { after: 'stty -a' });
    await terminal.shows(/next 1:? FROM/);
    terminal.type('c');
    await terminal.shows(/begun\s*$/m);
    const pid = await terminal.pid();
    process.kill(pid, signal);
    await terminal.shows(/status 130/);
    t.false(terminal.isAlternate());
    await terminal.shows(/(?<!-)icanon/);
    t.regex(terminal.screen(), /(?<!-)\becho\b/);
    t.deepEqual(
      (await sessionContainers()).filter((name) => name.includes(`-${String(pid)}-`)),
      [],
    );
  });
}

test.serial('control sequences of a program neither move the cursor nor set the title', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: String.raw`FROM fixture/busybox
RUN printf '\033[2J\033[H\033]0;title\007plain\n\033[31mred\033[0m\n'; false
`,
  });
  const terminal = openRealTerminal(t, ['debug', folder]);
  await terminal.shows(/next 1:? FROM/);
  terminal.type('c');
  await terminal.shows(/failed 2/);
  t.regex(terminal.screen(), /plain/);
  t.regex(terminal.screen(), /red/);
  t.regex(terminal.screen().split('\n')[0] ?? '', /refrom/);
  terminal.type('q');
  await terminal.shows(/status 1\b/);
});
