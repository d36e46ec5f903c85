// What a user, a script or an editor may ask of a session: imperatives.

export type SessionCommand =
  | { readonly type: 'next' }
  | { readonly type: 'continue' }
  /** Pause at the state before `step`; it may be behind or ahead. */
  | { readonly type: 'back' }
  | { readonly type: 'retry'; readonly from: 'clean' | 'wreck' }
  | { readonly type: 'toggleBreakpoint'; readonly line: number }
  | { readonly type: 'openShell' }
  | { readonly type: 'writeResume' }
  | { readonly type: 'quit' };
