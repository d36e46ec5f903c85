// Stories of the mouse and of a user's own keys, in a real terminal on a real engine.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { makeProject } from '../helpers/refrom.js';
import { openRealTerminal, type RealTerminal } from '../helpers/real-terminal.js';

const file = ['FROM fixture/busybox', ...Array.from({ length: 38 }, (_, index) => `ENV N=${index + 2}`)];
const Dockerfile = [...file, 'RUN seq 1 60', ''].join('\n');

/** As a terminal tells it, where the screen shows the text. */
function pointAt(terminal: RealTerminal, text: string): string {
  const lines = terminal.screen().split('\n');
  const row = lines.findIndex((line) => line.includes(text));
  return `${(lines[row] ?? '').indexOf(text) + 1};${row + 1}`;
}
const click = (terminal: RealTerminal, text: string): void => {
  const place = pointAt(terminal, text);
  terminal.type(`\u001b[<0;${place}M\u001b[<0;${place}m`);
};
const turn = (terminal: RealTerminal, direction: 'up' | 'down', text: string): void => {
  terminal.type(`\u001b[<${direction === 'up' ? 64 : 65};${pointAt(terminal, text)}M`);
};

test.serial('the mouse points, opens tabs, sets a breakpoint and scrolls what is under it', async (t) => {
  const folder = await makeProject(t, { Dockerfile });
  const terminal = openRealTerminal(t, ['debug', folder], { columns: 80, rows: 24, after: 'echo back' });
  await terminal.shows(/next 1:? FROM/);
  t.is(terminal.mouseMode(), 'vt200');
  click(terminal, ' 4 ENV');
  await terminal.shows(/● .*4 ENV/);
  await terminal.shows(/breakpoint on line 4/);
  click(terminal, '[Output]');
  click(terminal, 'ENV N=6');
  click(terminal, 'Exp');
  await terminal.shows(/\[Explain\][^]*ENV N=6/);
  turn(terminal, 'down', 'ENV N=6');
  await terminal.shows(/^[^\n]*\n[^\n]*\b4 ENV/);
  terminal.type('c');
  await terminal.shows(/next 4:? ENV/);
  terminal.type('c');
  await terminal.shows(/made the image/);
  click(terminal, 'Out');
  terminal.type('>');
  await terminal.shows(/\[Output\][^]*\n60\n/);
  turn(terminal, 'up', '\n60'.trim());
  await terminal.shows(/\n57\n[^]*done/);
  terminal.type('q');
  await terminal.shows(/status 0[^]*back/);
  t.is(terminal.mouseMode(), 'none');
});

test.serial('the shell has the mouse of the terminal, and so has what comes after SIGHUP', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN echo begun; sleep 600\n' });
  const terminal = openRealTerminal(t, ['debug', folder]);
  await terminal.shows(/next 1:? FROM/);
  terminal.type('n');
  await terminal.shows(/next 2:? RUN/);
  terminal.type('s');
  await terminal.shows(/\/ #/);
  t.is(terminal.mouseMode(), 'none');
  terminal.type('exit\r');
  await terminal.shows(/left the shell/);
  t.is(terminal.mouseMode(), 'vt200');
  terminal.type('n');
  await terminal.shows(/begun\s*$/m);
  process.kill(await terminal.pid(), 'SIGHUP');
  await terminal.shows(/status 130/);
  t.is(terminal.mouseMode(), 'none');
});

test.serial('--no-mouse leaves the mouse to the terminal', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\n' });
  const terminal = openRealTerminal(t, ['debug', '--no-mouse', folder]);
  await terminal.shows(/next 1:? FROM/);
  t.is(terminal.mouseMode(), 'none');
  terminal.type('q');
  await terminal.shows(/status 0/);
});

test.serial("the user's keys do what they are bound to, and help and hints say so", async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN echo one\n' });
  const config = join(folder, '.config');
  await mkdir(join(config, 'refrom'), { recursive: true });
  await writeFile(join(config, 'refrom/keys.json'), '{ "next": "space", "quit": "ctrl+q", "mouse": false }');
  const terminal = openRealTerminal(t, ['debug', folder], { environment: { XDG_CONFIG_HOME: config } });
  await terminal.shows(/ Space next .* \^Q quit {2}\? help/);
  t.is(terminal.mouseMode(), 'none');
  terminal.type('nq ');
  await terminal.shows(/done 1:? FROM[^]*next 2:? RUN/);
  terminal.type('?');
  await terminal.shows(/Space +run the next step/);
  terminal.type('?\u0011');
  await terminal.shows(/status 0/);
});

test.serial('a wrong file of keys is told of before the screen opens', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\n' });
  const config = join(folder, '.config');
  await mkdir(join(config, 'refrom'), { recursive: true });
  await writeFile(join(config, 'refrom/keys.json'), '{ "nxt": "space", "quit": [] }');
  const terminal = openRealTerminal(t, ['debug', folder], { environment: { XDG_CONFIG_HOME: config } });
  await terminal.shows(/status 2/);
  t.regex(terminal.screen(), /there is no action `nxt`[^]*did you mean `next`[^]*2 problems/);
  t.false(terminal.isAlternate());
});
