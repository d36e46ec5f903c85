// Orders of the session to the engine layer. Carried out one after the other, in order.
import type { CommandForm } from '../syntax/tree.js';
import type { FixEffect } from './fix-effects.js';

export type SessionEffect =
  /** `reuse`: a checkpoint stands for the step, nothing is executed. `live`: on the container as it is, hand-made changes and all. */
  | {
      readonly type: 'runStep';
      readonly step: number;
      readonly from: 'clean' | 'live';
      readonly reuse: boolean;
    }
  /** After a wait, the step from the clean state before it; `attempt` of `times`. */
  | {
      readonly type: 'retryStep';
      readonly step: number;
      readonly attempt: number;
      readonly times: number;
      readonly waitMilliseconds: number;
    }
  /** Answered by `step/skipped`. */
  | { readonly type: 'skipStep'; readonly step: number }
  /** Offered after every step; the policy may decline a `passing` one. The state is the one after `step`. */
  | {
      readonly type: 'takeCheckpoint';
      readonly step: number;
      readonly reason: 'passing' | 'pause' | 'by-hand' | 'stage-end';
      readonly handmade: boolean;
    }
  /** `look`: the step's wreck stays as it is, and what the shell changes is thrown away. */
  | { readonly type: 'openShell'; readonly step: number; readonly failed: boolean; readonly look?: true }
  | {
      readonly type: 'executeCommand';
      readonly step: number;
      readonly failed: boolean;
      readonly command: CommandForm;
      readonly keeps: boolean;
    }
  /** Answered by `execution/undone` or `execution/refused`. `image` holds the state to go back to; else it is made again. */
  | {
      readonly type: 'undoExecution';
      readonly step: number;
      readonly failed: boolean;
      readonly image?: string;
    }
  /** Cut before `step`, or at the nearest checkpoint before it. */
  | { readonly type: 'writeResume'; readonly step: number }
  /** Answered by `plan/replaced` or `plan/refused`. `text` stands for what is on disk; on the line `keeps` stands a step to keep. */
  | { readonly type: 'replan'; readonly text?: string; readonly keeps?: number }
  | FixEffect
  | { readonly type: 'finishImage' }
  | { readonly type: 'endSession' };
