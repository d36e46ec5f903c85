// What a user, a script or an editor may ask of a session: imperatives.
import type { CommandForm } from '../syntax/tree.js';

export type SessionCommand =
  | { readonly type: 'next' }
  | { readonly type: 'continue' }
  /** Pause at the state before `step`; it may be behind or ahead. */
  | { readonly type: 'back' }
  | { readonly type: 'retry'; readonly from: 'clean' | 'wreck' }
  | { readonly type: 'toggleBreakpoint'; readonly line: number }
  | { readonly type: 'openShell' }
  /**
   * Runs one command as a RUN at this place would, in the state before the step or in what it left by failing. `keeps`:
   * what it changes at a pause stays, as made by hand; else the state is made anew where it is needed again.
   */
  | { readonly type: 'execute'; readonly command: CommandForm; readonly keeps: boolean }
  | { readonly type: 'writeResume' }
  | { readonly type: 'quit' };
