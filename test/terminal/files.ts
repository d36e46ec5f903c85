// Stories of looking at what a step did to files, played by keys in a real terminal on a real engine.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { openRealTerminal } from '../helpers/real-terminal.js';
import { docker, makeProject, sessionContainers } from '../helpers/refrom.js';

const changing = String.raw`FROM fixture/busybox
RUN mkdir /app && printf 'one\ntwo\nthree\n' > /app/list && echo gone > /app/old && printf '\033[2J\033]0;x\007evil\n' > /app/evil
RUN sed -i s/two/TWO/ /app/list && rm /app/old && chmod 0600 /app/evil && printf '\177ELF\0' > /app/tool && mkdir /new && echo 1 > /new/a && echo 2 > /new/b
ENV A=1
RUN echo half > /app/half && echo four >> /app/list && exit 3
`;

test.serial('what a step added, changed and deleted: a text, its difference, out to the host', async (t) => {
  const folder = await makeProject(t, { Dockerfile: changing });
  const here = join(folder, 'here');
  await mkdir(here);
  await writeFile(join(here, 'list'), 'mine');
  const terminal = openRealTerminal(t, ['debug', folder], { columns: 120, before: `cd '${here}'` });
  await terminal.shows(/next 1:? FROM/);
  terminal.type(']');
  await terminal.shows(/\[Files\][^]*nothing has run yet/);
  terminal.type('n');
  await terminal.shows(/FROM begins with the files of its image/);
  terminal.type('n');
  await terminal.shows(/\+ \/app\/ +3 changes/);
  terminal.type('n');
  await terminal.shows(/~ +evil +mode 0644 → 0600[^]*~ +list[^]*- +old +5B[^]*\+ +tool +5B/);
  await terminal.shows(/\+ \/new\/ +2 changes +4B/);
  terminal.type('\r');
  await terminal.shows(/Enter open {2}d diff {2}E extract/);
  terminal.type('jj\r');
  await terminal.shows(/│one\n[^\n]*│TWO\n[^\n]*│three/);
  terminal.type('d');
  await terminal.shows(/│@@ -1,3 \+1,3 @@[^]*│-two[^]*│\+TWO/);
  terminal.type('E');
  await terminal.shows(/wrote \.\/list\.1 \(14 B\)/);
  t.is(await readFile(join(here, 'list.1'), 'utf8'), 'one\nTWO\nthree\n');
  t.is(await readFile(join(here, 'list'), 'utf8'), 'mine');
  terminal.type('\u001b');
  await terminal.shows(/- +old +5B/);
  terminal.type('k\r');
  await terminal.shows(/│␛\[2J␛\]0;x␇evil/);
  terminal.type('\u001b');
  await terminal.shows(/- +old +5B/);
  terminal.type('jjE');
  await terminal.shows(/wrote \.\/old \(5 B\)/);
  t.is(await readFile(join(here, 'old'), 'utf8'), 'gone\n', 'deleted by the step, and still there before it');
  terminal.type('j\r');
  await terminal.shows(/a program or library \(ELF\), 5 B: no text to show/);
  terminal.type('\u001b');
  await terminal.shows(/- +old +5B/);
  terminal.type('j\r');
  await terminal.shows(/\+ +a +2B[^]*\+ +b +2B/);
  terminal.type('q');
  await terminal.shows(/status 0/);
  t.deepEqual((await readdir(here)).sort(), ['list', 'list.1', 'old']);
});

test.serial('what a failed step left, and what layers hold that nobody sees', async (t) => {
  const folder = await makeProject(t, { Dockerfile: changing });
  const everyStep = ['debug', '--no-cache', '--checkpoint', 'every', folder];
  const terminal = openRealTerminal(t, everyStep, { columns: 120 });
  await terminal.shows(/next 1:? FROM/);
  const pid = await terminal.pid();
  for (const next of ['next 2', 'next 3', 'next 4', 'next 5']) {
    terminal.type('n');
    await terminal.shows(new RegExp(next));
  }
  terminal.type('n');
  await terminal.shows(/failed 5:? RUN/);
  terminal.type(']');
  await terminal.shows(/\[Files\] .*\+1 ~1 [^]*\+ +half +5B[^]*~ +list +was 14B +19B/);
  terminal.type('r');
  await terminal.shows(/\[Files\] .*\+1 ~1 [^]*\+ +half +5B/);
  // With the cursor on a step that was done before.
  terminal.type('kkk');
  await terminal.shows(/\+ \/app\/ +3 changes/);
  terminal.type(']]');
  await terminal.shows(/\[Layers\][^]*Enter counts what later steps waste/);
  terminal.type('\r');
  await terminal.shows(/✓ 2 RUN mkdir.* -\d+B/);
  await terminal.shows(/wasted \(-, 1%\): overwritten or deleted/);
  terminal.type('q');
  await terminal.shows(/status 1/);
  const images = (await docker('images', '--format', '{{.Repository}}')).split('\n');
  const ours = [...images, ...(await sessionContainers())].filter((name) =>
    name.startsWith('refrom-session-'),
  );
  t.deepEqual(
    ours.filter((name) => name.includes(`-${String(pid)}-`)),
    [],
  );
});

test.serial('reused steps that share a layer are told together', async (t) => {
  const folder = await makeProject(t, {
    // No other run can have kept a state of one of them alone.
    Dockerfile: `FROM fixture/busybox\nENV NOW=${Date.now()}\nRUN echo 1 > /one\nRUN echo 2 > /two\nENV A=1\n`,
  });
  for (const mark of ['✓', '≡']) {
    const terminal = openRealTerminal(t, ['debug', '--checkpoint', 'breakpoints', folder], { columns: 120 });
    await terminal.shows(/next 1:? FROM/);
    terminal.type('c');
    await terminal.shows(/made the image/);
    terminal.type('<jj]');
    await terminal.shows(new RegExp(`${mark}.* 3 RUN`));
    await terminal.shows(/what lines 3 and 4 changed together: they share a layer/);
    await terminal.shows(/\+ \/one +2B[^]*\+ \/two +2B/);
    terminal.type('q');
    await terminal.shows(/status 0/);
  }
  t.regex(await docker('images', '--format', '{{.Repository}}'), /^fixture\/busybox$/m);
});
