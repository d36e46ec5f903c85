// Stories of what is taken from under the debugger: its container, its engine, its terminal's peace.
import test from 'ava';
import { execa } from 'execa';
import { docker, makeProject, sessionContainers } from '../helpers/refrom.js';
import { openRealTerminal, type RealTerminal } from '../helpers/real-terminal.js';
import { canStartEngine, startRestartableEngine } from '../helpers/small-engine.js';

const containerOf = async (terminal: RealTerminal): Promise<string> => {
  const pid = String(await terminal.pid());
  return (await sessionContainers()).find((name) => name.includes(`-${pid}-`)) ?? '';
};

for (const [how, words, consequence] of [
  ['killed', ['kill'], /started again, with its files/],
  ['removed', ['rm', '-f'], /made again where it is needed/],
] as const) {
  test.serial(`a container ${how} between two steps: the session says so and goes on`, async (t) => {
    const folder = await makeProject(t, {
      Dockerfile: 'FROM fixture/busybox\nRUN echo one > /one\nRUN sleep 2; cat /one; echo two\n',
    });
    const terminal = openRealTerminal(t, ['debug', folder], { columns: 140 });
    await terminal.shows(/next 1:? FROM/);
    terminal.type('n');
    await terminal.shows(/next 2:? RUN/);
    terminal.type('n');
    await terminal.shows(/next 3:? RUN/);
    await docker(...words, await containerOf(terminal));
    terminal.type('n');
    await terminal.shows(/container of this session was ended from outside/);
    await terminal.shows(consequence);
    await terminal.shows(/made the image/);
    t.regex(terminal.screen(), /one\s*\n[^\n]*two/);
    terminal.type('q');
    await terminal.shows(/status 0/);
  });

  test.serial(`a container ${how} under a step: it fails by that, and a retry goes on`, async (t) => {
    const folder = await makeProject(t, {
      Dockerfile: 'FROM fixture/busybox\nRUN echo one > /one\nRUN cat /one; echo begun; sleep 600\n',
    });
    const terminal = openRealTerminal(t, ['debug', folder], { columns: 140 });
    await terminal.shows(/next 1:? FROM/);
    terminal.type('c');
    await terminal.shows(/begun\s*$/m);
    await docker(...words, await containerOf(terminal));
    await terminal.shows(/failed 3:? RUN/);
    await terminal.shows(/the container was ended from outside while the step ran/);
    terminal.type('r');
    await terminal.shows(/running step 3[^]*begun|begun[^]*running step 3/);
    terminal.type('\u0003');
    await terminal.shows(/interrupted/);
    terminal.type('q');
    await terminal.shows(/status 1\b/);
    t.is(await containerOf(terminal).catch(() => ''), '');
  });
}

const withSmallEngine = canStartEngine ? test.serial : test.serial.skip;

withSmallEngine(
  'an engine that is restarted under the debugger: said clearly, and gone on from',
  async (t) => {
    const engine = await startRestartableEngine(t, 256);
    await execa('sh', ['-c', 'docker save fixture/busybox | docker --host "$1" load', 'sh', engine.host]);
    const folder = await makeProject(t, {
      Dockerfile: 'FROM fixture/busybox\nRUN echo one > /one\nRUN cat /one; echo two\nRUN echo three\n',
    });
    const words = ['debug', '--engine', engine.host, '--network', 'none', '--checkpoint', 'every', folder];
    const terminal = openRealTerminal(t, words, { columns: 140 });
    await terminal.shows(/next 1:? FROM/);
    terminal.type('n');
    await terminal.shows(/next 2:? RUN/);
    terminal.type('n');
    await terminal.shows(/line 2 done in .*checkpoint kept/);
    await engine.stop();
    terminal.type('n');
    await terminal.shows(/failed 3:? RUN/);
    await terminal.shows(/once it answers again, a retry goes on from the nearest checkpoint/);
    await engine.start();
    terminal.type('r');
    await terminal.shows(/next 4:? RUN/);
    terminal.type('c');
    await terminal.shows(/made the image/);
    terminal.type('q');
    await terminal.shows(/status 0/);
    const { stdout } = await execa('docker', ['--host', engine.host, 'images', '--format', '{{.Tag}}']);
    t.regex(stdout, /^0-L2-\w+$/m, 'what was kept before the restart is there');
  },
);
