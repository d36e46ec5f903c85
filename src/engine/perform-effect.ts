// The only place that waits: one order of the session after the other, carried out through the ports.
import { unreachable } from '../messages/errors.js';
import type { SessionEffect } from '../session/effects.js';
import { endSession } from './end-session.js';
import { executeCommand } from './execute-command.js';
import { finishImage } from './finish-image.js';
import { replan } from './replan.js';
import { openShell } from './open-shell.js';
import { retryStep, runStep } from './run-step.js';
import { skipStep } from './skip-step.js';
import { takeCheckpoint } from './take-checkpoint.js';
import { undoExecution } from './undo-execution.js';
import type { Workbench } from './workbench.js';
import { workOnFix } from './work-on-fix.js';
import { writeResume } from './write-resume.js';

export async function performEffect(
  workbench: Workbench,
  effect: SessionEffect,
  signal: AbortSignal,
): Promise<void> {
  switch (effect.type) {
    case 'runStep':
      return runStep(workbench, effect, signal);
    case 'retryStep':
      return retryStep(workbench, effect, signal);
    case 'skipStep':
      return skipStep(workbench, effect.step, signal);
    case 'takeCheckpoint':
      return takeCheckpoint(workbench, effect, signal);
    case 'openShell':
      return openShell(workbench, effect, signal);
    case 'executeCommand':
      return executeCommand(workbench, effect, signal);
    case 'undoExecution':
      return undoExecution(workbench, effect, signal);
    case 'writeResume':
      return writeResume(workbench, effect.step);
    case 'replan':
      return replan(workbench, effect, signal);
    case 'proposeFix':
    case 'reportProof':
    case 'writeSource':
    case 'acceptWreck':
      return workOnFix(workbench, effect, signal);
    case 'finishImage':
      return finishImage(workbench, signal);
    case 'endSession':
      return endSession(workbench, signal);
    default:
      return unreachable(effect);
  }
}
