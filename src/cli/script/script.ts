// A script of the debugger: one command a line. The words are in read-script.ts.
import type { Range } from '../../messages/range.js';

export type ScriptCommand =
  | { readonly type: 'next'; readonly times: number }
  | { readonly type: 'continue' }
  | { readonly type: 'back' }
  | { readonly type: 'retry'; readonly from: 'clean' | 'wreck' }
  /** As `--break` takes it. */
  | { readonly type: 'break'; readonly place: string }
  | { readonly type: 'here'; readonly line: number }
  | { readonly type: 'skip' }
  | { readonly type: 'shell'; readonly script: string }
  | { readonly type: 'print'; readonly what: Printable }
  | { readonly type: 'expect'; readonly expectation: Expectation }
  | { readonly type: 'write' }
  | { readonly type: 'quit' };

export const printables = ['env', 'config', 'state'] as const;
export type Printable = (typeof printables)[number];

/** Lines are those of the Dockerfile. */
export type Expectation =
  | { readonly type: 'paused' | 'failed'; readonly line?: number }
  | { readonly type: 'finished' }
  | { readonly type: 'output'; readonly pattern: RegExp };

export interface ScriptLine {
  /** One-based, in the script. */
  readonly line: number;
  /** As written, without what surrounds it. */
  readonly text: string;
  readonly range: Range;
  readonly command: ScriptCommand;
}
