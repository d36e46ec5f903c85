// Why a step runs again, as data. `before` is what held at the earlier run, `after` what holds now.

export type StepReason =
  /** No earlier run of this project is known here. */
  | { readonly type: 'first' }
  /** Asked for with --no-cache. */
  | { readonly type: 'no-cache' }
  /** The earlier Dockerfile had no such instruction in this stage. */
  | { readonly type: 'new' }
  | { readonly type: 'text'; readonly before: string; readonly after: string }
  /** It stood elsewhere in its stage. */
  | { readonly type: 'moved'; readonly line: number }
  /** What stood right before it is gone, or stands elsewhere. */
  | { readonly type: 'removed'; readonly text: string }
  /** ENV and ARG that a RUN sees; null where it was or is not set. Values of secrets are `hidden`. */
  | {
      readonly type: 'variable';
      readonly name: string;
      readonly before: string | null;
      readonly after: string | null;
      readonly hidden: boolean;
    }
  /** The image behind a FROM, a COPY --from or a mount. */
  | { readonly type: 'image'; readonly before: string; readonly after: string }
  /** A flag, the user, the folder, the shell: one value of the step or of the configuration it leaves. */
  | { readonly type: 'value'; readonly name: string; readonly before: string; readonly after: string }
  | FilesReason
  /** What ADD fetches is another one. */
  | { readonly type: 'remote' }
  /** A stage that it takes files from, or begins with. */
  | { readonly type: 'stage'; readonly stage: string }
  /** Another step of its stage, on this line, makes something else than before. */
  | { readonly type: 'follows'; readonly line: number }
  /** It failed. */
  | { readonly type: 'failed' }
  /** The earlier run ended before it came to this step. */
  | { readonly type: 'unfinished' }
  /** Its checkpoint has been removed since. */
  | { readonly type: 'evicted'; readonly image: string }
  /** No checkpoint was taken after it; it is run to make the state for what comes next. */
  | { readonly type: 'not-kept' };

/** Nothing in any of them: which files it was is not known any more. */
export interface FilesReason {
  readonly type: 'files';
  readonly added: Names;
  readonly changed: Names;
  readonly removed: Names;
  /** Still there, and hidden by an ignore rule now. */
  readonly ignored: Names;
}

export interface Names {
  /** The first of them, sorted; at most ten. */
  readonly names: readonly string[];
  readonly count: number;
}
