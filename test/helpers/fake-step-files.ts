// The files of states as a test tells them; remembers what was asked.
import { growTree, type ChangedFile, type FileState } from '../../src/tui/file-tree.js';
import type {
  FileAnswers,
  FileQuestion,
  Reading,
  StatePath,
  StepChanges,
  StepFiles,
} from '../../src/tui/step-files.js';

export interface FakeStepFiles extends StepFiles {
  readonly asked: readonly FileQuestion[];
  readonly extractions: readonly StatePath[];
  /** The answer is there from now on, and the listeners are told. */
  answer<Type extends keyof FileAnswers>(
    question: FileQuestion<Type>,
    reading: Reading<FileAnswers[Type]>,
  ): void;
  answerExtraction(place: StatePath, reading: Reading<string>): void;
}

export function fakeStepFiles(): FakeStepFiles {
  const answers = new Map<string, unknown>();
  const listeners = new Set<() => void>();
  const asked: FileQuestion[] = [];
  const extractions: StatePath[] = [];
  const put = (key: unknown, reading: unknown): void => {
    answers.set(JSON.stringify(key), reading);
    for (const listener of listeners) listener();
  };
  return {
    asked,
    extractions,
    find: (question) => answers.get(keyOf(question)) as never,
    ask: (question) => {
      asked.push(question);
    },
    extract: (place) => {
      extractions.push(place);
    },
    extracted: ({ step, path }) => answers.get(JSON.stringify([step, path])) as never,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answer: (question, reading) => {
      put(JSON.parse(keyOf(question)), reading);
    },
    answerExtraction: ({ step, path }, reading) => {
      put([step, path], reading);
    },
  };
}

const keyOf = (question: FileQuestion): string =>
  JSON.stringify([
    question.type,
    'step' in question ? question.step : '',
    'path' in question ? question.path : '',
    'after' in question ? [question.after, question.before] : [],
  ]);

export const known = <Answer>(answer: Answer): Reading<Answer> => ({ status: 'known', answer });

export const changesOf = (files: readonly ChangedFile[], ...notes: readonly string[]): Reading<StepChanges> =>
  known({ tree: growTree(files), notes });

export const aFile = (size: number, looks: Partial<FileState> = {}): FileState => ({
  type: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  size,
  ...looks,
});

export const aFolder = (looks: Partial<FileState> = {}): FileState =>
  aFile(0, { type: 'directory', mode: 0o755, ...looks });

export const added = (path: string, after: FileState): ChangedFile => ({ change: 'added', path, after });
export const deleted = (path: string, before: FileState): ChangedFile => ({
  change: 'deleted',
  path,
  before,
});
export const changed = (
  path: string,
  before: FileState,
  after: FileState,
  ...aspects: readonly string[]
): ChangedFile => ({ change: 'changed', path, before, after, aspects });
