// A shell for people in real containers: what is in its history, what it tells, and that nothing of it stays.
import test from 'ava';
import { leavesNothing, play, tried } from '../helpers/play-shell.js';

test.serial('bash has the command of the step in its history, and tells what was entered', async (t) => {
  const { screen, commands, container } = await play(t, {
    image: 'fixture/debian:bookworm',
    script: 'echo "from the step"',
    lines: [
      '\u001b[A\r',
      'false\r',
      ' echo "code $? $WORD"\r',
      'for i in 1 2\r',
      'do echo "$i"\r',
      'done\r',
      'env | grep -ci refrom; env | grep -c HISTFILE\r',
      '(exit 7); exit\r',
    ],
  });
  t.regex(screen, /\rfrom the step/);
  t.regex(screen, /code 1 hello/);
  t.deepEqual(commands, [
    tried('echo "from the step"'),
    tried('false', 1),
    tried(' echo "code $? $WORD"'),
    tried('for i in 1 2\ndo echo "$i"\ndone'),
    tried('env | grep -ci refrom; env | grep -c HISTFILE', 1),
    tried('(exit 7); exit', 7),
  ]);
  await leavesNothing(t, container);
});

test.serial('a user who is not root has all of it too', async (t) => {
  const { commands, container } = await play(t, {
    image: 'fixture/debian:bookworm',
    user: 'nobody',
    lines: ['id -un\r', 'exit 3\r'],
  });
  t.deepEqual(commands, [tried('id -un')]);
  await leavesNothing(t, container);
});

test.serial(
  'the ash of busybox tells what was entered, with exit codes, a loop as one command',
  async (t) => {
    const { screen, commands, container } = await play(t, {
      image: 'fixture/busybox:latest',
      lines: [
        'false\r',
        'echo "code $? $WORD"\r',
        'for i in 1 2\r',
        'do echo "$i"\r',
        'done\r',
        'env | grep -c -e ENV= -e refrom -e HISTFILE\r',
        'exit\r',
      ],
    });
    t.regex(screen, /code 1 hello/);
    t.deepEqual(commands, [
      tried('false', 1),
      tried('echo "code $? $WORD"'),
      tried('for i in 1 2\ndo echo "$i"\ndone'),
      tried('env | grep -c -e ENV= -e refrom -e HISTFILE', 1),
    ]);
    await leavesNothing(t, container);
  },
);

test.serial('in the ash of busybox each command of a user who is not root is told once', async (t) => {
  const { screen, commands, container, promises } = await play(t, {
    image: 'fixture/busybox:latest',
    user: '1000',
    script: 'echo "from the step"',
    lines: ['false\r', 'id -u\r', 'exit\r'],
  });
  t.regex(screen, /^1000\r$/m);
  t.notRegex(screen, /Permission denied/);
  t.deepEqual(commands, [tried('false', 1), tried('id -u')]);
  t.deepEqual(promises, { recall: 'file', tellsCommands: true });
  await leavesNothing(t, container);
});

test.serial(
  'in the ash of a busybox without a history file the command of the step is in a file',
  async (t) => {
    const { screen, commands, container, promises } = await play(t, {
      image: 'fixture/busybox:latest',
      script: "echo 'the first'\necho the second\nexit 4\n",
      lines: ["echo 'the first'\r", '(. /dev/.refrom-step)\r', 'echo "code $?"\r', 'exit\r'],
    });
    t.regex(screen, /^the first\r\nthe second\r$/m);
    t.regex(screen, /^code 4\r$/m);
    t.deepEqual(commands, [tried("echo 'the first'"), tried('echo "code $?"')]);
    t.deepEqual(promises, { recall: 'file', tellsCommands: true });
    await leavesNothing(t, container);
  },
);

test.serial(
  'of a dash, which has no history, none is promised, and the command of the step is in a file',
  async (t) => {
    const { screen, commands, container, promises } = await play(t, {
      image: 'fixture/debian:bookworm',
      user: '1000',
      script: 'echo "from the step"',
      prepare: 'rm /bin/bash',
      lines: ['(. /dev/.refrom-step)\r', 'id -u\r', 'exit\r'],
    });
    t.regex(screen, /^from the step\r$/m);
    t.regex(screen, /^1000\r$/m);
    t.notRegex(screen, /denied|not found/);
    t.deepEqual(commands, []);
    t.deepEqual(promises, { recall: 'file', tellsCommands: false });
    await leavesNothing(t, container);
  },
);
