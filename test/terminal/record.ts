// A recording of a real terminal on a real engine.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import xterm from '@xterm/headless';
import { makeProject } from '../helpers/refrom.js';
import { openRealTerminal } from '../helpers/real-terminal.js';

test.serial('a cast of a session with a shell ends with the screen that the terminal shows', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN exit 3\n' });
  const base = join(await makeProject(t, {}), 'out');
  const terminal = openRealTerminal(t, ['record', '-o', base, folder]);
  await terminal.shows(/next 1: FROM/);
  terminal.type('c');
  await terminal.shows(/failed 2: RUN exit 3/);
  terminal.type('s');
  await terminal.shows(/# $/m);
  terminal.type('echo "漢"$((6*7)) > /shown; cat /shown; read -s hidden\n');
  await terminal.shows(/漢42/);
  terminal.type('pass-never-shown\n');
  terminal.type('exit\n');
  await terminal.shows(/failed 2: RUN exit 3/);
  terminal.type('q');
  await terminal.shows(/status 1/);
  const shown = terminal
    .screen()
    .replace(/refrom: recorded [^]*/, '')
    .trimEnd();
  const cast = await readFile(`${base}.cast`, 'utf8');
  t.is((await play(cast)).trimEnd(), shown);
  t.regex(shown, /RUN failed with exit code 3/);
  t.regex(cast, /漢42/);
  t.notRegex(cast, /pass-never-shown/);
  const page = await readFile(`${base}.md`, 'utf8');
  t.regex(
    page,
    /A shell was opened in what the failed line 2 \(`RUN`\) left\.\n\nThe shell ended with exit code/,
  );
});

async function play(cast: string): Promise<string> {
  const [header = '', ...lines] = cast.trimEnd().split('\n');
  const { width, height } = JSON.parse(header) as { width: number; height: number };
  const player = new xterm.Terminal({ cols: width, rows: height, allowProposedApi: true });
  for (const line of lines) {
    const [, , data] = JSON.parse(line) as [number, string, string];
    await new Promise<void>((done) => {
      player.write(data, done);
    });
  }
  const { active } = player.buffer;
  return Array.from(
    { length: height },
    (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
  ).join('\n');
}
