// A fix of one instruction, as data: what was tried by hand, and the text that is to do the same.
import type { TriedCommand } from './tried-command.js';

export interface Fix {
  readonly step: number;
  readonly status:
    | 'proposed' // it can be changed
    | 'proving' // the step runs with it, from the clean state
    | 'proved' // it succeeded; the Dockerfile is as it was
    | 'dropping'; // the plan is made of the Dockerfile again
  readonly commands: readonly FixCommand[];
  /** The instruction as it would stand in the file. */
  readonly instruction: string;
  /** The Dockerfile that it changes. */
  readonly before: string;
  /** The whole of it, changed. */
  readonly text: string;
  /** The user has changed the instruction: it is no more what the commands make. */
  readonly isEdited: boolean;
  /** Nobody asked for it: it stands in the way of nothing, and what moves the session drops it. */
  readonly isOffered?: boolean;
  /** The plan is that of `text` already, since it was tried to prove it. */
  readonly isPlanned?: boolean;
}

export interface FixCommand extends TriedCommand {
  /** The instruction does it too. */
  readonly isKept: boolean;
  /** Why it would be left out, if nobody says otherwise. */
  readonly because?: DropReason;
}

export type DropReason =
  | 'failed'
  /** It only shows something. */
  | 'look'
  /** An editor or a pager: what was done in it is not in its command. */
  | 'terminal'
  /** It changes the shell it ran in, which ended with it. */
  | 'no-effect'
  /** An earlier one says the same. */
  | 'repeated';
