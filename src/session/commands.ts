// What a user, a script or an editor may ask of a session: imperatives.
import type { CommandForm } from '../syntax/tree.js';
import type { FixCommandInput } from './fix-commands.js';

export type SessionCommand =
  | { readonly type: 'next' }
  | { readonly type: 'continue' }
  /** One step; after a failure, before it. */
  | { readonly type: 'back' }
  /** Pause before `step`, which may be behind or ahead; the number of steps means after the last. */
  | { readonly type: 'goTo'; readonly step: number }
  | { readonly type: 'retry'; readonly from: 'clean' | 'wreck' }
  /** A step that was done, from the clean state before it. */
  | { readonly type: 'runAgain'; readonly step: number }
  /** Go past the step at the position without executing it. */
  | { readonly type: 'skip' }
  | { readonly type: 'toggleBreakpoint'; readonly line: number }
  /** As `--break` takes it; the same again clears it. */
  | { readonly type: 'setBreakpoint'; readonly place: string }
  /** After a failure in what the step left; `clean`: there, for a look at the state before it, which stays as it is. */
  | { readonly type: 'openShell'; readonly state?: 'clean' }
  /** Stop before every step, to have each explained; again: run freely. */
  | { readonly type: 'toggleTeaching' }
  /**
   * Runs one command as a RUN at this place would, in the state before the step or in what it left by failing. `keeps`:
   * what it changes at a pause stays, as made by hand; else the state is made anew where it is needed again.
   */
  | { readonly type: 'execute'; readonly command: CommandForm; readonly keeps: boolean }
  /** Back to before the last command that was executed here and kept. */
  | { readonly type: 'undo' }
  /** What an earlier run made of the step on the line stands for it, whatever has changed of what it is made of. */
  | { readonly type: 'keepAnyway'; readonly line: number }
  | FixCommandInput
  | { readonly type: 'writeResume' }
  /** With `text` as if the Dockerfile held it, else as it stands on disk. What was done and is the same stays. */
  | { readonly type: 'replan'; readonly text?: string }
  | { readonly type: 'quit' };
