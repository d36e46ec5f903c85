// What the interface asks of the files of a session's states. Reading takes its time: the answer is looked up, and is
// there some time after it was asked for.
import type { FileTree } from './file-tree.js';

/** In every answer paths are absolute, and nothing is made safe for the screen yet. */
export interface StepFiles {
  /** As far as it is known; undefined where nobody has asked. */
  find<Type extends keyof FileAnswers>(question: FileQuestion<Type>): Reading<FileAnswers[Type]> | undefined;
  /** Reads it, unless that is known or under way; what was asked before, and is not known yet, is given up. */
  ask(question: FileQuestion): void;
  /** Writes the file to the host, in the current folder, once more each time. */
  extract(place: StatePath): void;
  /** What became of the last extraction of this file; undefined where there was none. */
  extracted(place: StatePath): Reading<string> | undefined;
  /** The listener is called when there is something new to find. Gives the function that unsubscribes. */
  subscribe(listener: () => void): () => void;
}

/** A file that a step changed: as it was after the step, or before it where the step deleted it. */
export interface StatePath {
  readonly step: number;
  readonly path: string;
}

export type FileQuestion<Type extends keyof FileAnswers = keyof FileAnswers> = Extract<
  | { readonly type: 'changes'; readonly step: number }
  | ({ readonly type: 'text' } & StatePath)
  | ({ readonly type: 'difference' } & StatePath)
  /** What differs between two checkpoints; without `before`, from what the FROM of the step's stage names. */
  | { readonly type: 'checkpoints'; readonly step: number; readonly after: string; readonly before?: string }
  | { readonly type: 'waste' },
  { readonly type: Type }
>;

export interface FileAnswers {
  readonly changes: StepChanges;
  readonly text: FileText;
  readonly difference: FileText;
  readonly checkpoints: FileText;
  readonly waste: readonly StepWaste[];
}

export type Reading<Answer> =
  | { readonly status: 'reading' }
  | { readonly status: 'known'; readonly answer: Answer }
  | { readonly status: 'failed'; readonly reason: string };

export interface StepChanges {
  readonly tree: FileTree;
  /** Sentences: why there is nothing, or whose changes these are. */
  readonly notes: readonly string[];
}

export interface FileText {
  readonly lines: readonly string[];
  /** Sentences: that it is cut, or why no text is shown. */
  readonly notes: readonly string[];
}

/** Of the layers of the steps up to this one, from the one above the last of those before it. */
export interface StepWaste {
  readonly step: number;
  readonly bytes: number;
  readonly wastedBytes: number;
}
