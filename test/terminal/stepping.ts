// Stories of going about in a build, played by keys in a real terminal on a real engine.
import test from 'ava';
import { makeProject } from '../helpers/refrom.js';
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
