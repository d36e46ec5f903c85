export type FixCommandInput =
  /**
   * New text for the instruction of the step at the position, from what was tried by hand there. `kept`: the numbers of
   * the commands that count; `instruction`: a text of the user's, whatever was tried.
   */
  | { readonly type: 'proposeFix'; readonly kept?: readonly number[]; readonly instruction?: string }
  /** Runs the step with the proposed text, from the clean state before it. */
  | { readonly type: 'proveFix' }
  /** Writes what was proved into the Dockerfile. */
  | { readonly type: 'applyFix' }
  /** Back to the Dockerfile as it stands. */
  | { readonly type: 'dropFix' }
  /** What the failed step left is the state after it. */
  | { readonly type: 'acceptWreck' };
