import type { Severity } from '../messages/message.js';
import type { Range } from '../messages/range.js';

/** What a rule has found. Plain data, like a message; rules never throw. */
export interface Finding {
  /** The rule's name, as in BuildKit and in `# check=skip=`. */
  readonly rule: string;
  /** An error where the file or the command line asks for `error=true`. */
  readonly severity: Severity;
  readonly text: string;
  readonly hint: string;
  /** The exact place. */
  readonly range: Range;
  /** One-based lines that `docker build --check` reports: nearly always those of the whole instruction. */
  readonly lines: Lines;
  /** Where the rule is documented; one rule of BuildKit's has no page. */
  readonly address?: string;
}

export interface Lines {
  readonly first: number;
  readonly last: number;
}
