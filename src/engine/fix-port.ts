// The port to whoever has the Dockerfile: makes new text for an instruction of it, and writes it.
import type { Fix } from '../session/fix.js';
import type { TriedCommand } from '../session/tried-command.js';

export interface FixRequest {
  /** Where the instruction begins in the Dockerfile. */
  readonly start: number;
  readonly tried: readonly TriedCommand[];
  /** As in the command `proposeFix`. */
  readonly kept?: readonly number[];
  readonly instruction?: string;
}

/** A sentence on why not, for the user. */
export interface FixRefusal {
  readonly refused: string;
}

export interface FixPort {
  /** Of the Dockerfile that was read last, whatever plan is tried: nothing is read or written. */
  propose(
    request: FixRequest,
  ): Pick<Fix, 'commands' | 'instruction' | 'before' | 'text' | 'isEdited'> | FixRefusal;
  /**
   * The Dockerfile holds `text` from then on, its mode and owner as they were; the file as it was is kept until the
   * session ends. Refused where it is not `before` that stands there, and where it cannot be written.
   */
  write(
    change: Pick<Fix, 'before' | 'text'>,
  ): Promise<{ readonly path: string; readonly backup: string } | FixRefusal>;
}
