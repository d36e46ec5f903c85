// Lessons in a real terminal on a real engine.
import test from 'ava';
import { makeProject } from '../helpers/refrom.js';
import { openRealTerminal } from '../helpers/real-terminal.js';

const dockerfile = `FROM fixture/busybox
ENV PREFIX=/usr/local
RUN mkdir -p $PREFIX/lib; echo made the folder; sleep 1
COPY Dockerfile /src/
RUN exit 3
`;

test.serial('a lesson stops before every step with its explanation and the commands by hand', async (t) => {
  const folder = await makeProject(t, { Dockerfile: dockerfile });
  for (const size of [
    { columns: 80, rows: 24 },
    { columns: 200, rows: 60 },
  ]) {
    const terminal = openRealTerminal(t, ['debug', '--teach', folder], size);
    await terminal.shows(/next 1: FROM/);
    await terminal.shows(/\[Explain\]/);
    await terminal.shows(/teaching stops before each, T runs freely/);
    terminal.type('c');
    await terminal.shows(/next 2: ENV/);
    await terminal.shows(/docker (commit|tag)/);
    terminal.type('n');
    await terminal.shows(/next 3: RUN mkdir/);
    await terminal.shows(/by hand +docker run/);
    t.regex(terminal.screen(), /\[Explain\]/);
    terminal.type('c');
    await terminal.shows(/next 4: COPY/);
    await terminal.shows(/docker cp/);
    terminal.type('q');
    await terminal.shows(/status 0/);
  }
});

test.serial('a lesson shows what a RUN prints, and why a step failed; T ends it', async (t) => {
  const folder = await makeProject(t, { Dockerfile: dockerfile });
  const terminal = openRealTerminal(t, ['debug', '--teach', '--no-cache', folder]);
  await terminal.shows(/next 1: FROM/);
  terminal.type('cc');
  await terminal.shows(/next 3: RUN/);
  terminal.type('c');
  await terminal.shows(/\[Output\][^]*made the folder/);
  await terminal.shows(/\[Explain\][^]*next 4: COPY/);
  terminal.type('u');
  await terminal.shows(/next 3: RUN/);
  terminal.type('T');
  await terminal.shows(/teaching is off/);
  terminal.type('c');
  await terminal.shows(/failed 5: RUN exit 3/);
  terminal.type('T');
  await terminal.shows(/teaching: stops before every step/);
  terminal.type('u');
  await terminal.shows(/\[Explain\][^]*next 5: RUN exit 3/);
  terminal.type('n');
  await terminal.shows(/\[Output\][^]*failed 5: RUN exit 3/);
  terminal.type('q');
  await terminal.shows(/status 1/);
  t.notRegex(terminal.screen(), /\[Explain\]/);
});
