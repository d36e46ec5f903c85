// The shell and the prompt of the debugger, played by their keys in a real terminal on a real engine.
import test from 'ava';
import { docker, imageName, makeProject } from '../helpers/refrom.js';
import { openRealTerminal } from '../helpers/real-terminal.js';

const failing = `FROM fixture/debian:bookworm
ENV WORD=hello
WORKDIR /srv
RUN useradd -m bob && chown bob /srv
USER bob
RUN --network=none --mount=type=tmpfs,target=/scratch echo "$WORD" >> made; grep goodbye made
RUN id -un > who; pwd >> who
`;

test.serial(
  'a shell in a wreck and beside it, with mounts and user of the RUN, leaves nothing of its own',
  async (t) => {
    const folder = await makeProject(t, { Dockerfile: failing });
    const tag = imageName(t, 'shell');
    const terminal = openRealTerminal(t, ['debug', '-t', tag, folder]);
    await terminal.shows(/next 1:? FROM/);
    terminal.type('c');
    await terminal.shows(/failed 6:? RUN/);
    terminal.type('s');
    await terminal.shows(/line 6 failed with exit code 1: RUN --network=none/);
    await terminal.shows(/user bob, folder \/srv/);
    await terminal.shows(/bob@buildkitsandbox:\/srv\$/);
    terminal.type('\u001b[A');
    await terminal.shows(/\$ echo "\$WORD" >> made; grep goodbye made/);
    terminal.type('\u0015grep -c scratch /proc/mounts; ls /sys/class/net; cd /tmp\r');
    await terminal.shows(/\n1\s*\nlo/);
    terminal.type('echo goodbye >> /srv/made; exit\r');
    await terminal.shows(/R retry/);
    terminal.type('S');
    await terminal.shows(/clean state before the step/);
    terminal.type('ls /srv | wc -l; touch /srv/looked; exit\r');
    await terminal.shows(/R retry/);
    terminal.type('R');
    await terminal.shows(/next 7:? RUN id/);
    terminal.type('c');
    await terminal.shows(/made the image/);
    terminal.type('q');
    await terminal.shows(/status 0/);
    const { length } = (await docker('run', '--rm', tag, 'sh', '-c', 'ls -A /srv')).split('\n');
    t.is(length, 2, 'the look is not in it');
    t.is(await docker('run', '--rm', tag, 'cat', '/srv/who'), 'bob\n/srv');
    t.is(
      await docker(
        'run',
        '--rm',
        '-u',
        '0',
        tag,
        'find',
        '/root',
        '/home/bob',
        '/dev',
        '-name',
        '*hist*',
        '-o',
        '-name',
        '.refrom*',
      ),
      '',
    );
  },
);

test.serial('commands at the prompt run as a RUN would, and are undone one after the other', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM fixture/busybox\nWORKDIR /srv\nENV NAME=value\nRUN echo one > one; false\n',
  });
  const terminal = openRealTerminal(t, ['debug', folder]);
  await terminal.shows(/next 1:? FROM/);
  terminal.type('c');
  await terminal.shows(/failed 4:? RUN/);
  terminal.type(':echo $NA\t');
  await terminal.shows(/in what failed: echo \$NAME/);
  terminal.type('; cat on\t> two; exit 7\r');
  await terminal.shows(/exit code 7 · z undoes it/);
  await terminal.shows(/\nvalue|│value/);
  terminal.type(':rm one; ls\r');
  await terminal.shows(/exit code 0 · z undoes it/);
  terminal.type('z');
  await terminal.shows(/undone: rm one; ls; z undoes echo/);
  terminal.type('z');
  await terminal.shows(/undone: echo .*as far as it goes back/);
  terminal.type(':\u001b[A\u001b[A\u0001\u000bls | tr "\\n" ,\r');
  await terminal.shows(/one,\[exit code 0\]|one,\s*[\n│]/);
  t.notRegex(terminal.screen(), /one,two,/);
  terminal.type('q');
  await terminal.shows(/status 1/);
});

test.serial('at a pause a command stays in the state, and an undone one does not', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN ls / > /list\n' });
  const tag = imageName(t, 'prompt');
  const terminal = openRealTerminal(t, ['debug', '-t', tag, folder]);
  await terminal.shows(/next 1:? FROM/);
  terminal.type('n');
  await terminal.shows(/next 2:? RUN/);
  for (const name of ['kept', 'undone']) {
    terminal.type(`:touch /${name}\r`);
    await terminal.shows(new RegExp(`: touch /${name}\\s*\\n[^\\n]*\\[exit code 0\\]`));
  }
  terminal.type('z');
  await terminal.shows(/undone: touch \/undone; z undoes touch \/kept/);
  terminal.type('c');
  await terminal.shows(/made the image/);
  terminal.type('q');
  await terminal.shows(/status 0/);
  const list = await docker('run', '--rm', tag, 'cat', '/list');
  t.regex(list, /^kept$/m);
  t.notRegex(list, /undone/);
});

test.serial('a stage without a shell has the one of the helper', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: 'FROM scratch\nCOPY Dockerfile /\nRUN ["/no/such"]\n',
  });
  const terminal = openRealTerminal(t, ['debug', folder]);
  await terminal.shows(/next 1:? FROM/);
  terminal.type('c');
  await terminal.shows(/failed 3:? RUN/);
  terminal.type('s');
  await terminal.shows(/exit or Ctrl-D goes back/);
  await terminal.shows(/\/ #/);
  terminal.type('while read -r line; do echo "[$line]"; done < /Dockerfile; exit\r');
  await terminal.shows(/R retry/);
  terminal.type(':echo $((6*7))\r');
  await terminal.shows(/exit code \d+ · z undoes it/);
  terminal.type('q');
  await terminal.shows(/status 1/);
  t.regex(terminal.screen(), /\[RUN \["\/no\/such"\]\]/, 'the shell was in the ordinary screen');
});
