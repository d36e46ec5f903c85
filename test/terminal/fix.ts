// From "it failed" to "fixed, and the Dockerfile says so", by the debugger's keys in a real terminal on a real engine.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { openRealTerminal } from '../helpers/real-terminal.js';
import { docker, imageName, makeProject } from '../helpers/refrom.js';

const misspelt = `FROM fixture/debian:bookworm
RUN apt-get update
# Greets.
RUN apt-get install -y --no-install-recommends \\
      helo \\
    && rm -rf /var/cache/apt/archives
CMD ["hello"]
`;

test.serial(
  'the name of a package is wrong: found in the shell, proved, written into the Dockerfile, built',
  async (t) => {
    const folder = await makeProject(t, { Dockerfile: misspelt });
    const [tag, again] = [imageName(t, 'fix'), imageName(t, 'fix-again')];
    const terminal = openRealTerminal(t, ['debug', '-t', tag, folder], { columns: 120, rows: 36 });
    await terminal.shows(/next 1:? FROM/);
    terminal.type('c');
    await terminal.shows(/failed 4:? RUN apt-get/);
    terminal.type('s');
    await terminal.shows(/[#$] $/m);
    terminal.type('apt-cache search --names-only ^hello$\r');
    await terminal.shows(/hello - /);
    terminal.type('apt-get install -y --no-install-recommends hello\r');
    await terminal.shows(/Setting up hello[^]*sandbox:\/# /);
    terminal.type('exit\r');
    await terminal.shows(/a fix of line 4[^]*\[ \] apt-cache search.*only looks[^]*\[x\] apt-get install/);
    t.regex(terminal.screen(), /^.*hello \\$/m);
    terminal.type('\r');
    await terminal.shows(/the fix of line 4, proved[^]*- +helo \\[^]*\+ +hello \\/);
    t.is(await readFile(join(folder, 'Dockerfile'), 'utf8'), misspelt, 'nothing is written yet');
    terminal.type('\r');
    await terminal.shows(/wrote .*Dockerfile/);
    terminal.type('c');
    await terminal.shows(/made the image/);
    terminal.type('q');
    await terminal.shows(/status 0/);
    t.is(await readFile(join(folder, 'Dockerfile'), 'utf8'), misspelt.replace('helo', 'hello'));
    t.deepEqual(await readdir(folder), ['Dockerfile']);
    await docker('build', '-q', '-t', again, folder);
    const packages = (image: string): Promise<string> => docker('run', '--rm', image, 'dpkg-query', '-W');
    const built = await packages(again);
    t.regex(built, /^hello\t/m);
    t.is(await packages(tag), built);
  },
);

const broken = `FROM fixture/busybox
WORKDIR /srv
RUN grep -q hello greeting && echo good > result
CMD ["cat", "result"]
`;

test.serial('what was run at the prompt is proved and written; the other one is dropped', async (t) => {
  const folder = await makeProject(t, { Dockerfile: broken });
  const tag = imageName(t, 'fix-prompt');
  const terminal = openRealTerminal(t, ['debug', '-t', tag, folder], { columns: 80, rows: 24 });
  await terminal.shows(/next 1:? FROM/);
  terminal.type('c');
  await terminal.shows(/failed 3:? RUN grep/);
  terminal.type(':ls\r');
  await terminal.shows(/exit code 0/);
  terminal.type(':echo hello > greeting\r');
  await terminal.shows(/: echo hello > greeting\s+\[exit code 0\][^]*z undoes it/);
  terminal.type('f');
  await terminal.shows(/\[ \] ls +only looks[^]*\[x\] echo hello > greeting/);
  terminal.type('\r');
  await terminal.shows(/\+RUN echo hello > greeting && grep -q hello greeting && echo good > result/);
  terminal.type('\u001b');
  await terminal.shows(/the Dockerfile is as it was/);
  t.is(await readFile(join(folder, 'Dockerfile'), 'utf8'), broken);
  terminal.type('f');
  await terminal.shows(/\[x\] echo hello > greeting/);
  terminal.type('\r');
  await terminal.shows(/fix of line 3, proved/);
  terminal.type('\r');
  await terminal.shows(/wrote .*Dockerfile/);
  terminal.type('c');
  await terminal.shows(/made the image/);
  terminal.type('q');
  await terminal.shows(/status 0/);
  t.is(await docker('run', '--rm', tag), 'good');
  t.regex(await readFile(join(folder, 'Dockerfile'), 'utf8'), /^RUN echo hello > greeting && grep/m);
});

test.serial('a wreck that is accepted is the state that the session goes on from', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nRUN echo begun > /state; false\nCMD ["cat", "/state"]\n',
  });
  const tag = imageName(t, 'fix-accept');
  const terminal = openRealTerminal(t, ['debug', '-t', tag, folder], { columns: 100, rows: 30 });
  await terminal.shows(/next 1:? FROM/);
  terminal.type('c');
  await terminal.shows(/failed 2:? RUN/);
  terminal.type('A');
  await terminal.shows(/made by hand, the Dockerfile does not say how/);
  terminal.type('c');
  await terminal.shows(/made the image/);
  terminal.type('q');
  await terminal.shows(/status 0/);
  t.regex(terminal.screen(), /line 2 was accepted as it is: made by hand, the Dockerfile does not say how/);
  t.is(await docker('run', '--rm', tag), 'begun');
});
