// Questions about files, answered one at a time: the last one asked is what somebody waits for.
import type { FileAnswers, FileQuestion, Reading, StepFiles } from '../../tui/step-files.js';
import type { AnswerQuestion } from './answer-questions.js';
import { createShortMemory } from './short-memory.js';

export interface Desk extends Pick<StepFiles, 'find' | 'ask'> {
  /** What is known, and what is being read. */
  forget(): void;
  /** Resolves when nothing is being read any more. */
  close(): Promise<void>;
}

/** Lists of changes and texts, which may be large. */
const keptAnswers = 12;

/** `tell` is called with each new answer. */
export function openDesk(answer: AnswerQuestion, tell: () => void): Desk {
  const answers = createShortMemory<Reading<FileAnswers[keyof FileAnswers]>>(keptAnswers);
  const work = new Set<Promise<void>>();
  let current: { readonly key: string; readonly abort: AbortController } | undefined;

  const giveUp = (): void => {
    if (current === undefined) return;
    current.abort.abort();
    answers.remove(current.key);
    current = undefined;
  };
  const ask = (question: FileQuestion): void => {
    const key = keyOf(question);
    if (answers.get(key) !== undefined) return;
    giveUp();
    const own = { key, abort: new AbortController() };
    current = own;
    answers.put(key, { status: 'reading' });
    const done = settle(answer(question, own.abort.signal))
      .then((reading) => {
        if (current !== own) return;
        current = undefined;
        answers.put(key, reading);
        tell();
      })
      .finally(() => work.delete(done));
    work.add(done);
  };
  return {
    // What lies under the key of a question is an answer to it.
    find: (question) => answers.get(keyOf(question)) as never,
    ask,
    forget: () => {
      giveUp();
      answers.clear();
    },
    close: async () => {
      giveUp();
      await Promise.all(work);
    },
  };
}

const keyOf = (question: FileQuestion): string =>
  [
    question.type,
    'step' in question ? question.step : '',
    'path' in question ? question.path : '',
    'after' in question ? `${question.after} ${question.before ?? ''}` : '',
  ].join(' ');

/** A sentence for whatever went wrong: it is shown in the place of the answer, and the session goes on. */
export const settle = <Answer>(reading: Promise<Answer>): Promise<Reading<Answer>> =>
  reading.then(
    (value) => ({ status: 'known', answer: value }),
    (error: unknown) => ({
      status: 'failed',
      reason: error instanceof Error ? error.message : String(error),
    }),
  );
