// The log of all steps, and the bounded store of lines below it.
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import test from 'ava';
import type { SessionEvent } from '../../src/session/events.js';
import { createLineStore, type LineStore } from '../../src/tui/line-store.js';
import { createOutputLog, type OutputLog } from '../../src/tui/output-log.js';
import { fails, prints, reuses, starts, succeeds } from '../helpers/tell-session.js';

const small = { linesPerStep: 5, charactersPerStep: 60, charactersPerLine: 20, characters: 100 };

const textOf = (log: OutputLog, step: number): string[] => {
  const lines = log.linesOf(step);
  return Array.from({ length: lines.end - lines.first }, (_, index) => lines.lineAt(lines.first + index));
};

test('a step that printed nothing has no lines', (t) => {
  const log = createOutputLog();
  log.record(starts(0));
  t.deepEqual(log.linesOf(0), { ...log.linesOf(0), first: 0, end: 0 });
  t.deepEqual(textOf(log, 7), []);
});

test('each step has its own lines, the one begun included', (t) => {
  const log = createOutputLog();
  log.record(prints(0, 'one\ntw'));
  log.record(prints(1, 'other\n'));
  t.deepEqual(textOf(log, 0), ['one', 'tw']);
  log.record(prints(0, 'o\n'));
  t.deepEqual(textOf(log, 0), ['one', 'two']);
  t.deepEqual(textOf(log, 1), ['other']);
});

test('control sequences go, however they are cut; colours stay', (t) => {
  const log = createOutputLog();
  for (const text of ['a\u001b', '[2J\u001b[3', '1mred\u001b]0;tit', 'le\u0007\n'])
    log.record(prints(0, text));
  t.deepEqual(textOf(log, 0), ['a\u001b[31mred']);
});

test('old output stays until its step, run again, prints', (t) => {
  const log = createOutputLog();
  log.record(prints(0, 'old\n'));
  log.record(starts(0));
  t.deepEqual(textOf(log, 0), ['old']);
  log.record(prints(0, 'new'));
  log.record(prints(0, 'er\n'));
  t.deepEqual(textOf(log, 0), ['newer']);
});

const afterSecondRun = (end: Parameters<OutputLog['record']>[0]): string[] => {
  const log = createOutputLog();
  for (const input of [prints(0, 'old\n'), succeeds(0), starts(0), end]) log.record(input);
  return textOf(log, 0);
};

test('old output goes when its step, run again, printed nothing', (t) => {
  t.deepEqual(afterSecondRun(succeeds(0)), []);
  t.deepEqual(afterSecondRun(fails(0)), []);
});

test('old output stays when its step was not executed again', (t) => {
  t.deepEqual(afterSecondRun(reuses(0)), ['old']);
});

test('of one step the last lines are kept, under their numbers', (t) => {
  const log = createOutputLog(small);
  for (let line = 0; line < 100; line += 1) log.record(prints(0, `line ${line}\n`));
  t.is(log.linesOf(0).first, 95);
  t.deepEqual(textOf(log, 0), ['line 95', 'line 96', 'line 97', 'line 98', 'line 99']);
});

test('of one step no more than so many characters are kept', (t) => {
  const log = createOutputLog(small);
  for (let line = 0; line < 100; line += 1) log.record(prints(0, `${'x'.repeat(19)}\n`));
  t.is(textOf(log, 0).length, 3);
});

test('one endless line takes no more room than one of the longest', (t) => {
  const log = createOutputLog(small);
  for (let count = 0; count < 100; count += 1) log.record(prints(0, 'x'.repeat(50)));
  t.deepEqual(textOf(log, 0), [`${'x'.repeat(20)}\u001b[0m … 4980 characters more`]);
});

test('over the total the output of the step longest done goes, and its lines count as dropped', (t) => {
  const log = createOutputLog(small);
  const full = `${'x'.repeat(19)}\n`.repeat(3);
  log.record(prints(0, full));
  log.record(prints(1, 'short\n'));
  log.record(prints(2, full));
  t.deepEqual(
    [0, 1, 2].map((step) => textOf(log, step).length),
    [0, 1, 3],
  );
  t.deepEqual([log.linesOf(0).first, log.linesOf(0).end], [3, 3]);
});

test('as much as the total is kept', (t) => {
  const log = createOutputLog(small);
  for (const step of [0, 1]) log.record(prints(step, `${'x'.repeat(10)}\n`.repeat(5)));
  t.deepEqual(
    [0, 1].map((step) => textOf(log, step).length),
    [5, 5],
  );
});

test('a step that printed again is not the oldest any more', (t) => {
  const log = createOutputLog(small);
  const some = `${'x'.repeat(15)}\n`.repeat(3);
  for (const input of [prints(0, some), prints(1, some), starts(0), prints(0, some), prints(2, some)])
    log.record(input);
  t.deepEqual(
    [0, 1, 2].map((step) => textOf(log, step).length),
    [3, 0, 3],
  );
});

test('the step that prints keeps what it prints, even if all others had to go', (t) => {
  const log = createOutputLog({ ...small, characters: 30 });
  for (let step = 0; step < 5; step += 1) log.record(prints(step, `${'x'.repeat(19)}\n`.repeat(2)));
  t.deepEqual(
    [0, 1, 2, 3, 4].map((step) => textOf(log, step).length),
    [0, 0, 0, 0, 2],
  );
});

test('a flood of progress bars keeps no more than what is seen of it', (t) => {
  const log = createOutputLog();
  log.record(prints(0, '\rprogress 10%'.repeat(100_000)));
  t.deepEqual(textOf(log, 0), ['progress 10%']);
});

const push = (store: LineStore, ...lines: string[]): void => {
  store.push(lines, lines.join('\n').length + 1);
};
const numbers = (store: LineStore): number[] => [store.first(), store.end()];
const all = (store: LineStore): string[] =>
  Array.from({ length: store.end() - store.first() }, (_, index) => store.lineAt(store.first() + index));

test('lines are numbered from 0, in their order', (t) => {
  const store = createLineStore(10, 100);
  push(store, 'a', 'b');
  push(store, 'c');
  t.deepEqual(numbers(store), [0, 3]);
  t.deepEqual(all(store), ['a', 'b', 'c']);
  t.is(store.characters(), 3);
});

test('a line keeps its number when those before it are dropped', (t) => {
  const store = createLineStore(3, 100);
  push(store, 'a', 'b', 'c', 'd', 'e');
  t.deepEqual(numbers(store), [2, 5]);
  t.is(store.lineAt(3), 'd');
  t.is(store.lineAt(0), '', 'a dropped one is empty');
  t.is(store.lineAt(5), '', 'and so is one that never was');
});

test('over a number of characters the oldest lines go', (t) => {
  const store = createLineStore(100, 10);
  push(store, 'aaaa', 'bbbb', 'cc');
  t.is(store.first(), 0);
  push(store, 'd');
  t.deepEqual(all(store), ['bbbb', 'cc', 'd']);
  t.is(store.characters(), 7);
});

test('a line longer than all the room leaves none, and the next one is kept', (t) => {
  const store = createLineStore(100, 10);
  push(store, 'a', 'x'.repeat(11), 'b');
  t.deepEqual(numbers(store), [2, 3]);
  t.deepEqual(all(store), ['b']);
  t.is(store.characters(), 1);
});

test('a cleared store is empty, and counts on', (t) => {
  const store = createLineStore(3, 100);
  push(store, 'a', 'b', 'c', 'd');
  store.clear();
  t.deepEqual(numbers(store), [4, 4]);
  t.is(store.characters(), 0);
  push(store, 'e');
  t.deepEqual(numbers(store), [4, 5]);
  t.deepEqual(all(store), ['e']);
});

test('over many lines it always holds the last ones', (t) => {
  const store = createLineStore(7, 40);
  const sent: string[] = [];
  for (let count = 0; count < 500; count += 1) {
    const lines = Array.from({ length: count % 5 }, (_, index) => 'x'.repeat((count * 3 + index) % 11));
    sent.push(...lines);
    push(store, ...lines);
    const kept = all(store);
    t.true(kept.length <= 7 && kept.join('').length <= 40);
    t.is(store.characters(), kept.join('').length);
    t.is(store.end(), sent.length);
    t.deepEqual(kept, sent.slice(store.first()));
  }
});

test('so it does over thousands, a few or hundreds at a time', (t) => {
  const store = createLineStore(3000, 100_000);
  const sent: string[] = [];
  for (const count of [1, 700, 3, 256, 255, 257, 5000, 2, 900, 1, 1, 640]) {
    const lines = Array.from(
      { length: count },
      (_, index) => `${String(sent.length + index)} ü${'x'.repeat(index % 90)}`,
    );
    sent.push(...lines);
    push(store, ...lines);
    t.deepEqual(all(store), sent.slice(store.first()));
    t.is(store.end(), sent.length);
    t.is(store.characters(), all(store).join('').length);
    t.true(store.characters() <= 100_000 && store.end() - store.first() <= 3000);
  }
  store.clear();
  push(store, 'again');
  t.deepEqual(all(store), ['again']);
});

test('a short line does not keep alive the long text that it was cut from', (t) => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const store = createLineStore(1000, 100_000);
  const before = process.memoryUsage().heapUsed;
  for (let count = 0; count < 50; count += 1) {
    const text = `${'progress of something long'.repeat(20_000)}${count}`;
    store.push([text.slice(-30)], text.length);
  }
  collectGarbage();
  t.true(process.memoryUsage().heapUsed - before < 5_000_000);
  t.is(store.end(), 50);
});

test('a short line cut from a long text is stored as itself', (t) => {
  const store = createLineStore(10, 100);
  store.push(['日本\ud83d'], 1_000_000);
  t.is(store.lineAt(0), '日本\ud83d', 'half a character included');
});

const begins = (step: number, text: string): SessionEvent => ({
  type: 'execution/started',
  step,
  text,
  time: '',
});
const says = (step: number, text: string): SessionEvent => ({
  type: 'execution/output',
  step,
  stream: 'stdout',
  text,
  time: '',
});
const ends = (step: number, exitCode: number): SessionEvent => ({
  type: 'execution/ended',
  step,
  exitCode,
  milliseconds: 1,
  time: '',
});

test('a command at the prompt has its line above its output and its exit code below, after that of the step', (t) => {
  const log = createOutputLog();
  for (const event of [prints(1, 'step\n'), begins(1, 'ls'), says(1, 'a\nb'), ends(1, 2)]) log.record(event);
  const lines = textOf(log, 1).map((line) => line.replaceAll(/\u001b\[\d*m/g, ''));
  t.deepEqual(lines, ['step', ': ls', 'a', 'b', '[exit code 2]']);
});

const undone: SessionEvent = { type: 'execution/undone', step: 1, time: '' };

test('a command that was undone is marked, the last one first', (t) => {
  const log = createOutputLog();
  const one = [begins(1, 'one'), ends(1, 0)];
  const two = [begins(1, 'two'), ends(1, 0)];
  const heads = (): string[] =>
    textOf(log, 1)
      .map((line) => line.replaceAll(/\u001b\[\d*m/g, ''))
      .filter((line) => line.startsWith(':'));
  for (const event of [...one, ...two, undone]) log.record(event);
  t.deepEqual(heads(), [': one', ': two (undone)']);
  for (const event of [...two, undone, undone]) log.record(event);
  t.deepEqual(heads(), [': one (undone)', ': two (undone)', ': two (undone)']);
});

test('where the commands begin is known, after a line that the step did not end too', (t) => {
  const log = createOutputLog();
  log.record(prints(1, 'one\ntwo'));
  t.is(log.linesOf(1).commandsFrom, undefined);
  for (const event of [begins(1, 'ls'), ends(1, 0), begins(1, 'ls')]) log.record(event);
  t.is(log.linesOf(1).commandsFrom, 2);
  t.is(textOf(log, 1)[1]?.replaceAll(/\u001b\[\d*m/g, ''), 'two');
});
