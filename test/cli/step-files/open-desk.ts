// Questions about files: each answered once, the last one asked before all others.
import test from 'ava';
import { openDesk, type Desk } from '../../../src/cli/step-files/open-desk.js';
import type { FileAnswers, FileQuestion } from '../../../src/tui/step-files.js';

interface Asked {
  readonly question: FileQuestion;
  readonly signal: AbortSignal;
  readonly answer: (answer: FileAnswers[keyof FileAnswers]) => void;
  readonly fail: (error: Error) => void;
}

function open(): { desk: Desk; asked: Asked[]; told: () => number } {
  const asked: Asked[] = [];
  let count = 0;
  const desk = openDesk(
    (question, signal) =>
      new Promise((answer, fail) => {
        asked.push({ question, signal, answer, fail });
      }),
    () => (count += 1),
  );
  return { desk, asked, told: () => count };
}

const turn = (): Promise<void> => new Promise((wake) => setImmediate(wake));

const text = (path: string): FileQuestion => ({ type: 'text', step: 1, path });
const lines = (...each: string[]): FileAnswers['text'] => ({ lines: each, notes: [] });

test('nothing is known before it is asked for, then it is read, then it is known', async (t) => {
  const { desk, asked, told } = open();
  t.is(desk.find(text('/a')), undefined);
  desk.ask(text('/a'));
  t.deepEqual(desk.find(text('/a')), { status: 'reading' });
  asked[0]!.answer(lines('x'));
  await turn();
  t.deepEqual(desk.find(text('/a')), { status: 'known', answer: lines('x') });
  t.is(told(), 1);
});

test('what is known or being read is not asked for again, in whatever words', (t) => {
  const { desk, asked } = open();
  desk.ask(text('/a'));
  desk.ask({ path: '/a', step: 1, type: 'text', toggled: [] } as FileQuestion);
  t.is(asked.length, 1);
});

test('another question gives up the one before, which can be asked again', async (t) => {
  const { desk, asked, told } = open();
  desk.ask(text('/a'));
  desk.ask(text('/b'));
  t.true(asked[0]!.signal.aborted);
  t.is(desk.find(text('/a')), undefined);
  asked[0]!.answer(lines('late'));
  await turn();
  t.is(desk.find(text('/a')), undefined, 'what comes late is for nobody');
  t.is(told(), 0);
  desk.ask(text('/a'));
  t.is(asked.length, 3);
});

test('a failure is a sentence', async (t) => {
  const { desk, asked } = open();
  desk.ask(text('/a'));
  asked[0]!.fail(new Error('no image'));
  await turn();
  t.deepEqual(desk.find(text('/a')), { status: 'failed', reason: 'no image' });
});

test('what is forgotten is read anew, and nothing old comes in between', async (t) => {
  const { desk, asked } = open();
  desk.ask(text('/a'));
  desk.forget();
  t.is(desk.find(text('/a')), undefined);
  desk.ask(text('/a'));
  asked[0]!.answer(lines('old'));
  await turn();
  t.deepEqual(desk.find(text('/a')), { status: 'reading' });
  asked[1]!.answer(lines('new'));
  await turn();
  t.deepEqual(desk.find(text('/a')), { status: 'known', answer: lines('new') });
});

test('closing waits for what is being read', async (t) => {
  const { desk, asked } = open();
  desk.ask(text('/a'));
  let isClosed = false;
  const closing = desk.close().then(() => (isClosed = true));
  await turn();
  t.false(isClosed);
  t.true(asked[0]!.signal.aborted);
  asked[0]!.fail(new Error('aborted'));
  await closing;
  t.true(isClosed);
});
