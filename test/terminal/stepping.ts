// Stories of going about in a build, played by keys in a real terminal on a real engine.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { docker, imageName, makeProject } from '../helpers/refrom.js';
import { openRealTerminal } from '../helpers/real-terminal.js';

const counting = `FROM fixture/busybox
RUN echo one >> /count
RUN echo two >> /count

RUN echo three >> /count
RUN cat /count
`;

test.serial('run on to the cursor, go back to it, and begin again', async (t) => {
  const folder = await makeProject(t, { Dockerfile: counting });
  const terminal = openRealTerminal(t, ['debug', folder]);
  await terminal.shows(/next 1:? FROM/);
  terminal.type('jjjh');
  await terminal.shows(/next 5:? RUN echo three/);
  terminal.type('kkkh');
  await terminal.shows(/next 2:? RUN echo one/);
  terminal.type('g');
  await terminal.shows(/next 1:? FROM/);
  terminal.type('>h');
  await terminal.shows(/next 6:? RUN cat/);
  terminal.type('n');
  await terminal.shows(/made the image/);
  t.regex(terminal.screen(), /one\s*\n[^\n]*two\s*\n[^\n]*three/, 'each ran once');
  terminal.type('q');
  await terminal.shows(/status 0/);
});

test.serial('a step is skipped, which shows, and another one is run again', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile:
      'FROM fixture/busybox\nRUN echo one >> /count\nRUN exit 3\nRUN echo three >> /count; cat /count\nENV A=1\n',
  });
  const tag = imageName(t, 'skipped');
  const terminal = openRealTerminal(t, ['debug', '-t', tag, folder]);
  await terminal.shows(/next 1:? FROM/);
  terminal.type('x');
  await terminal.shows(/FROM cannot be skipped/);
  terminal.type('c');
  await terminal.shows(/failed 3:? RUN exit/);
  terminal.type('x');
  await terminal.shows(/done 3:? RUN exit 3 \(skipped\).*next 4/);
  await terminal.shows(/in a state made by hand/);
  t.regex(terminal.screen(), /↷/);
  terminal.type('n');
  await terminal.shows(/next 5:? ENV/);
  terminal.type('x');
  await terminal.shows(/ENV cannot be skipped/);
  terminal.type('ka');
  await terminal.shows(/paused before step 5 of 5/);
  terminal.type('c');
  await terminal.shows(/made the image/);
  terminal.type('q');
  await terminal.shows(/status 0/);
  t.is(await docker('run', '--rm', tag, 'cat', '/count'), 'one\nthree');
});

test.serial(
  'breakpoints at a pattern, a stage and a condition stop at steps that are reused too',
  async (t) => {
    const folder = await makeProject(t, {
      Dockerfile: `FROM fixture/busybox AS first
RUN echo fetch > /a
ENV VERSION=2.1
RUN echo made > /b
FROM fixture/busybox
COPY --from=first /b /b
RUN echo end > /c
`,
    });
    const places = ['--break', '/fetch/', '--break', '$VERSION =~ ^2', '--break', '1:5'];
    for (const mark of ['✓', '≡']) {
      const terminal = openRealTerminal(t, ['debug', ...places, folder]);
      await terminal.shows(/next 1:? FROM/);
      terminal.type('c');
      await terminal.shows(/at the breakpoint \/fetch\//);
      terminal.type('c');
      await terminal.shows(/at the breakpoint \$VERSION =~ \^2/);
      await terminal.shows(/next 4:? RUN echo made/);
      terminal.type('c');
      await terminal.shows(/at the breakpoint on line 5/);
      t.regex(terminal.screen(), new RegExp(`${mark}.* 2 RUN echo fetch`));
      terminal.type('c');
      await terminal.shows(/made the image/);
      terminal.type('q');
      await terminal.shows(/status 0/);
    }
  },
);

test.serial(
  'a breakpoint is there the next time, where its instruction has moved to; one of --break is not',
  async (t) => {
    const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN echo one\nRUN echo two\n' });
    const first = openRealTerminal(t, ['debug', '--break', '2', folder]);
    await first.shows(/next 1:? FROM/);
    await first.shows(/● +2 RUN/);
    first.type('jjb');
    await first.shows(/breakpoint on line 3/);
    first.type('B/nothing/\r');
    await first.shows(/breakpoint \/nothing\/, which no step meets/);
    first.type('q');
    await first.shows(/status 0/);
    await writeFile(join(folder, 'Dockerfile'), 'FROM fixture/busybox\n\nRUN echo one\n\nRUN echo two\n');
    const second = openRealTerminal(t, ['debug', folder]);
    await second.shows(/next 1:? FROM/);
    second.type('c');
    await second.shows(/at the breakpoint on line 5/);
    t.is(second.screen().match(/●/g)?.length, 1);
    second.type('B');
    await second.shows(/set: fail {2}5 {2}\/nothing\//);
    second.type('\u0003');
    await second.shows(/at the breakpoint on line 5/);
    second.type('q');
    await second.shows(/status 0/);
  },
);
