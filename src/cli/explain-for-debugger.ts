// What the debugger shows of `refrom explain`. Loaded beside the interface, while the engine is asked.
import { explainStep } from '../explain/explain-step.js';
import { sanitizeOutput } from '../messages/sanitize-output.js';
import { formatStep } from '../report/explain-text.js';
import type { Plan } from '../plan/plan.js';
import type { DebuggerHost } from '../tui/debugger-host.js';
import type { Project } from './open-project.js';

/** A frame is drawn ten times a second while a step runs: what was explained once is kept, for one width and plan. */
export function explainForDebugger(
  projectNow: () => Pick<Project, 'outline' | 'plan' | 'source'>,
): DebuggerHost['explain'] {
  const known = new Map<number, readonly string[]>();
  let width = 0;
  let last: Plan | undefined;
  return (id, columns) => {
    const { outline, plan, source } = projectNow();
    if (columns !== width || plan !== last) known.clear();
    width = columns;
    last = plan;
    const step = plan.steps[id];
    const lines =
      known.get(id) ??
      (step === undefined
        ? []
        : linesOf(formatStep(source.text, explainStep(outline, plan, step), look(columns))));
    known.set(id, lines);
    return lines;
  };
}

const look = (columns: number): { columns: number; color: boolean } => ({ columns, color: true });

/** What a file or a build argument holds must not move the cursor. */
const linesOf = (text: string): readonly string[] => sanitizeOutput(text).split('\n');
