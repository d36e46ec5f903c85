import type { TriedCommand } from './tried-command.js';

export type FixEffect =
  /** Answered by `fix/proposed` or `fix/refused`. */
  | {
      readonly type: 'proposeFix';
      readonly step: number;
      /** In what the failed step left, where the state before it is not what was worked in. */
      readonly failed: boolean;
      readonly tried: readonly TriedCommand[];
      readonly kept?: readonly number[];
      readonly instruction?: string;
      /** Not asked for; where nothing comes of it, nothing is said. */
      readonly isOffered?: boolean;
    }
  /** Answered by `fix/proved`. */
  | { readonly type: 'reportProof'; readonly step: number }
  /** Answered by `source/written` or `fix/refused`; `before` is what the file has to hold. */
  | { readonly type: 'writeSource'; readonly before: string; readonly text: string }
  /** Answered by `step/accepted`, or `problem/reported` where nothing is left. */
  | { readonly type: 'acceptWreck'; readonly step: number };
