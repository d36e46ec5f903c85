import type { SessionCommand } from '../session/commands.js';
import type { LineCompletion } from '../session/line-completion.js';
import type { SessionState } from '../session/state.js';
import type { SessionInput } from '../session/transition.js';
import type { ReadScriptTokens } from '../highlight/highlight.js';
import type { StepFiles } from './step-files.js';
import type { KeyTable } from './keys.js';
import type { Explain } from './view-state.js';

/** The session, as far as the interface needs it. */
export interface DebuggerHost {
  /** As at the beginning; `plan/replaced` tells of another text. */
  readonly source: { readonly path: string; readonly text: string };
  getState(): SessionState;
  /** The listener is called after each input with the state already changed. Gives the function that unsubscribes. */
  subscribe(listener: (input: SessionInput) => void): () => void;
  dispatch(command: SessionCommand): void;
  /** Ends the running step, which then counts as failed. */
  interrupt(): void;
  /** Opens the user's editor at a line of the source; absent where nobody types. */
  edit?(line: number): void;
  /** Gives a checkpoint a name of the user's; what comes of it the session tells. */
  nameCheckpoint?(image: string, name: string): void;
  /** Of commands typed in earlier sessions, the oldest first. */
  readonly commandHistory?: readonly string[];
  /** In the state where the session stands; soon, or with nothing found. */
  complete?(text: string, cursor: number): Promise<LineCompletion>;
  /** What colours scripts; asked for once the first frame is drawn, as it takes longer to load than all the rest. */
  loadScriptTokens?(): Promise<ReadScriptTokens>;
  readonly explain: Explain;
  readonly files: StepFiles;
  /** Gives the text as the user's editor leaves it; undefined where there is none, or it failed, which the session tells. */
  editText?(text: string): Promise<string | undefined>;
  readonly engineName: string;
  /** Where the user has bound some anew. */
  readonly keys?: KeyTable;
  readonly imageName?: string;
}
