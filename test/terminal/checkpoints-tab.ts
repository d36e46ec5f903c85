// A story of working with checkpoints in their tab, played by keys in a real terminal on a real engine.
import test from 'ava';
import { openRealTerminal } from '../helpers/real-terminal.js';
import { docker, makeProject } from '../helpers/refrom.js';

test.serial('among the checkpoints: to one, what differs, a name of one’s own', async (t) => {
  const folder = await makeProject(t, {
    // No other run has a state of these lines.
    Dockerfile: `FROM fixture/busybox AS first\nENV NOW=${Date.now()}\nRUN echo 1 > /one\nRUN echo 22 > /two && rm /one\nFROM fixture/busybox\nCOPY --from=first /two /copied\n`,
  });
  const name = `refrom-named-${process.pid}-${Date.now()}`;
  t.teardown(() => docker('image', 'rm', `${name}:latest`).catch(() => undefined));
  const terminal = openRealTerminal(t, ['debug', '--checkpoint', 'every', folder], { columns: 140 });
  await terminal.shows(/next 1:? FROM/);
  terminal.type('c');
  await terminal.shows(/made the image/);
  terminal.type('[[');
  await terminal.shows(
    /\[Checkpoints\][^]*first\n[^]*│ {2}3 +2B refrom\/[^\n]*:first-L3-[^]*│ {2}4 [^]*stage 1\n/,
  );
  terminal.type('\r');
  await terminal.shows(/Enter go there {2}t name {2}d diff {2}Esc out/);
  terminal.type('d');
  await terminal.shows(
    /what differs, line 6[^]*│fixture\/busybox[^\n]* →[^]*│files: 1 added[^]*│ {2}\+ \/copied/,
  );
  terminal.type('\u001b');
  await terminal.shows(/\[Checkpoints\][^]*stage 1\n/);
  terminal.type('kd');
  await terminal.shows(/what differs, line 4[^]*- \/one[^]*\+ \/two/);
  terminal.type('t');
  await terminal.shows(/name it _/);
  terminal.type('Not A Name\r');
  await terminal.shows(/no name given: the new name Not A Name: expected name/);
  terminal.type(`t${name}\r`);
  await terminal.shows(new RegExp(`has the name ${name}:latest too`));
  t.regex(await docker('image', 'inspect', '--format', '{{.RepoTags}}', name), /:first-L4-/);
  // Out of the difference, to the checkpoint before, and to its state.
  terminal.type('\u001b');
  await terminal.shows(/\[Checkpoints\][^]*stage 1\n/);
  terminal.type('k\r');
  await terminal.shows(/next 4:? RUN/);
  terminal.type(':ls /one\r');
  await terminal.shows(/^.*│.*\/one$/m);
  terminal.type('q');
  await terminal.shows(/status 0/);
});
