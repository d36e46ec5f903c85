// `refrom checkpoints shell` in a real terminal on a real engine.
import test from 'ava';
import { openRealTerminal } from '../helpers/real-terminal.js';
import { buildEvents, docker, makeProject, refrom, tryDocker } from '../helpers/refrom.js';

test.serial(
  'a wreck is entered as its step found it, after its container was stopped too, and keeps what is done',
  async (t) => {
    const folder = await makeProject(t, {
      Dockerfile: `FROM fixture/busybox\nRUN mkdir /d && chown 7 /d\nENV A=${String(Date.now())}\nWORKDIR /d\nUSER 7\nRUN echo left > w && false\n`,
    });
    await refrom(['build', '--on-failure', 'keep', folder]);
    const { stdout } = await refrom(['checkpoints', 'ls', '--format', 'json', folder]);
    const [{ name }] = (JSON.parse(stdout) as { wrecks: [{ name: string }] }).wrecks;
    t.teardown(() => tryDocker('rm', '-f', name));
    for (const [told, done] of [
      ['left', 'more'],
      ['more', 'most'],
    ] as const) {
      await docker('stop', '-t', '0', name);
      const terminal = openRealTerminal(t, ['checkpoints', 'shell', name]);
      await terminal.shows(/\$ *$/m);
      terminal.type('echo "$(id -u) $(pwd) ${A:+set} $(cat w)"\r');
      await terminal.shows(new RegExp(`^7 /d set ${told}$`, 'm'));
      terminal.type(`echo ${done} > w; exit\r`);
      await terminal.shows(/status 0/);
    }
    t.is((await refrom(['checkpoints', 'rm', name])).exitCode, 0);
  },
);

test.serial('what is done in the shell of a checkpoint is gone with it', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: `FROM fixture/busybox\nENV A=${String(Date.now())}\nRUN echo one > /one\n`,
  });
  const { events } = await buildEvents(['--checkpoint', 'every', folder]);
  const tag = events.flatMap((event) => (event.type === 'checkpoint/taken' ? [event.image] : [])).at(-1)!;
  for (let turn = 0; turn < 2; turn += 1) {
    const terminal = openRealTerminal(t, ['checkpoints', 'shell', tag]);
    await terminal.shows(/# *$/m);
    terminal.type('echo "[$(cat /one)]"\r');
    await terminal.shows(/^\[one\]$/m);
    terminal.type('echo two > /one; exit\r');
    await terminal.shows(/status 0/);
  }
  t.is((await docker('ps', '-aq', '--filter', `ancestor=${tag}`)).trim(), '', 'its container is gone');
});

test.serial(
  'where there is no shell, one is lent from outside, in a checkpoint and in a wreck',
  async (t) => {
    const folder = await makeProject(t, {
      Dockerfile: `FROM fixture/busybox AS tools
FROM scratch
LABEL made=${String(Date.now())}
COPY --from=tools /bin/busybox /program
RUN ["/program", "false"]
`,
    });
    await refrom(['build', '--checkpoint', 'every', '--on-failure', 'keep', folder]);
    const { stdout } = await refrom(['checkpoints', 'ls', '--format', 'json', folder]);
    const { checkpoints, wrecks } = JSON.parse(stdout) as {
      checkpoints: { tags: string[] }[];
      wrecks: { name: string }[];
    };
    const [wreck, tag] = [
      wrecks[0]!.name,
      checkpoints.flatMap(({ tags }) => tags).find((each) => each.includes('-L4-'))!,
    ];
    t.teardown(() => tryDocker('rm', '-f', wreck));
    for (const room of [tag, wreck]) {
      const terminal = openRealTerminal(t, ['checkpoints', 'shell', room]);
      await terminal.shows(/# *$/m);
      terminal.type('[ -x /program ] && [ ! -e /bin ] && echo "no shell $((40 + 2))"\r');
      await terminal.shows(/^no shell 42$/m);
      terminal.type('exit\r');
      await terminal.shows(/status 0/);
    }
    const [volume = ''] = (
      await docker('inspect', '--format', '{{range .Mounts}}{{.Name}}{{end}}', wreck)
    ).split('\n');
    t.regex(volume, /^refrom-session-/);
    t.is((await refrom(['checkpoints', 'rm', wreck])).exitCode, 0);
    t.not((await tryDocker('volume', 'inspect', volume)).exitCode, 0, 'what was lent is gone with the wreck');
  },
);
