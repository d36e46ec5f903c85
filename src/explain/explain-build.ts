// A whole plan explained: its steps, and what holds for all of them.
import type { Outline } from '../plan/outline.js';
import type { Plan } from '../plan/plan.js';
import { explainStep } from './explain-step.js';
import { openExplained } from './explained.js';
import type { StepExplanation } from './explanation.js';

export interface BuildExplanation {
  /** Said once, for all steps. */
  readonly notes: readonly string[];
  readonly steps: readonly StepExplanation[];
}

/** With `line`, only the steps that stand on it; none if no step does. */
export function explainBuild(outline: Outline, plan: Plan, line?: number): BuildExplanation {
  const chosen = plan.steps.filter(
    (step) => line === undefined || (line >= step.line && line <= step.endLine),
  );
  const explained = openExplained(outline, plan);
  const steps = chosen.map((step) => explainStep(explained, step));
  const isBroken = steps.some(({ byHand }) => byHand.commands.length === 0);
  const gap = 'Where there is no command, by-hand:N has to be made by docker build for what follows.';
  return { notes: [...notesOn(plan), ...(isBroken ? [gap] : [])], steps };
}

function notesOn({ stages, steps }: Plan): string[] {
  const unknown = stages.flatMap(({ base }) =>
    base.type === 'image' && base.id === '' ? [base.reference] : [],
  );
  const copies = steps.some(({ action }) => action.type === 'copy' && action.from.type === 'context');
  return [
    ...(unknown.length === 0
      ? []
      : [`Not looked at, and taken as having nothing but PATH: ${[...new Set(unknown)].join(', ')}.`]),
    'By hand: by-hand:N is the image after step N; run the commands in the context.',
    ...(copies
      ? [
          'docker cp knows no .dockerignore, and keeps the owner that a file, and the mode that a folder has here.',
        ]
      : []),
  ];
}
