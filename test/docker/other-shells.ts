// The shells of Debian's packages, each as the best that a container has.
import test from 'ava';
import { engine, run, uniqueName } from '../helpers/live-engine.js';
import { leavesNothing, play, tried } from '../helpers/play-shell.js';
import { docker } from '../helpers/refrom.js';

const image = `${uniqueName()}:shells`;

test.before(async (t) => {
  const id = await engine.containers.create({ name: uniqueName(), image: 'fixture/debian:bookworm' });
  try {
    await engine.containers.start(id);
    const packages = 'apt-get install -y -qq --no-install-recommends ksh mksh zsh';
    const { exitCode, stderr } = await run(id, `apt-get update -qq && ${packages} && rm /bin/bash`);
    t.is(exitCode, 0, stderr);
    await docker('commit', id, image);
  } finally {
    await engine.containers.remove(id);
  }
});

test.after.always(() => engine.images.remove(image));

const remove = (...others: readonly string[]): string =>
  others.map((name) => `rm /usr/bin/${name}`).join(' && ');

const lines = [
  '\u001b[A\r',
  'false\r',
  '\r',
  'echo "code $? $WORD"\r',
  'for i in 1 2\r',
  'do echo "$i"\r',
  'done\r',
  'env | grep -c -e ^ENV= -e ZDOTDIR -e refrom -e HISTFILE\r',
  "sh -c 'exit 7'\r",
  'exit\r',
];

const told = [
  tried('false', 1),
  tried('echo "code $? $WORD"'),
  tried('for i in 1 2\ndo echo "$i"\ndone'),
  tried('env | grep -c -e ^ENV= -e ZDOTDIR -e refrom -e HISTFILE', 1),
  tried("sh -c 'exit 7'", 7),
];

const script = 'printf "%s\\n" "from 100% of it" | tr m M';

for (const { name, others, user, repeats } of [
  { name: 'zsh', others: [], user: '', repeats: true },
  { name: 'ksh', others: ['zsh'], user: '', repeats: true },
  { name: 'ksh', others: ['zsh'], user: 'nobody', repeats: true },
  // It keeps no command twice in a row.
  { name: 'mksh', others: ['zsh', 'ksh'], user: '', repeats: false },
  { name: 'mksh', others: ['zsh', 'ksh'], user: 'nobody', repeats: false },
])
  test(`${name}${user === '' ? '' : ' of another user'} has the command of the step in its history, and tells what was entered`, async (t) => {
    const prepare = `true ${others.length === 0 ? '' : `&& ${remove(...others)}`}`;
    const { screen, commands, container, shell, promises } = await play(t, {
      image,
      user,
      script,
      prepare,
      lines,
    });
    t.regex(screen, /^froM 100% of it\r$/m);
    t.regex(screen, /code 1 hello/);
    t.is(shell, `/usr/bin/${name}`);
    t.deepEqual(commands, repeats ? [tried(script), ...told] : told);
    t.deepEqual(promises, { recall: 'command', tellsCommands: true });
    await leavesNothing(t, container);
  });

for (const name of ['ksh', 'mksh'])
  test(`${name} without a command begins with an empty history`, async (t) => {
    const prepare = remove('zsh', ...(name === 'mksh' ? ['ksh'] : []));
    const { commands, shell, promises } = await play(t, {
      image,
      prepare,
      lines: ['true\r', '(exit 3)\r', '\u0004'],
    });
    t.is(shell, `/usr/bin/${name}`);
    t.deepEqual(commands, [tried('true'), tried('(exit 3)', 3)]);
    t.deepEqual(promises, { recall: undefined, tellsCommands: true });
  });

for (const { name, program = name, prepare, recall } of [
  { name: 'zsh', prepare: 'true', recall: 'command' },
  { name: 'ksh', prepare: 'rm /usr/bin/zsh', recall: 'lines' },
  { name: 'mksh', prepare: 'rm /usr/bin/zsh /usr/bin/ksh', recall: 'command' },
  // As it is where it is the only one.
  {
    name: 'a mksh that is called ksh',
    program: 'ksh',
    prepare: 'rm /usr/bin/zsh && ln -sf mksh /usr/bin/ksh',
    recall: 'command',
  },
] as const)
  test(`in ${name} Up brings a heredoc, as ${recall === 'lines' ? 'lines' : 'one command'}`, async (t) => {
    const { screen, shell, promises } = await play(t, {
      image,
      script: "echo 'the first'\necho the second\n",
      prepare,
      lines: ['\u001b[A\r', 'exit\r'],
    });
    t.regex(screen, /^the second\r$/m);
    t.is(shell, `/usr/bin/${program}`);
    t.is(/^the first\r$/m.test(screen), recall === 'command');
    t.deepEqual(promises, { recall, tellsCommands: true });
  });

test('in mksh Ctrl-C at a prompt changes nothing of what was noted, and in a command it does', async (t) => {
  const { commands } = await play(t, {
    image,
    prepare: 'rm /usr/bin/zsh /usr/bin/ksh',
    lines: ['sh -c "kill -INT \\$\\$"\r', 'true\r', '\u0003', 'false\r', 'exit\r'],
  });
  t.deepEqual(commands, [tried('sh -c "kill -INT \\$\\$"', 130), tried('true'), tried('false', 1)]);
});
