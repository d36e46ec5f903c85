// What the debugger shows of `refrom explain`. Loaded beside the interface, while the engine is asked.
import { explainStep } from '../explain/explain-step.js';
import { openExplained } from '../explain/explained.js';
import { sanitizeOutput } from '../messages/sanitize-output.js';
import type { Plan } from '../plan/plan.js';
import { formatStep, type ExplainTextOptions } from '../report/explain-text.js';
import type { DebuggerHost } from '../tui/debugger-host.js';
import type { Project } from './open-project.js';

type Explained = Pick<Project, 'outline' | 'plan' | 'source'>;

/** A frame is drawn ten times a second while a step runs: what was explained once is kept, for one width and plan. */
export function explainForDebugger(projectNow: () => Explained): DebuggerHost['explain'] {
  const known = new Map<number, readonly string[]>();
  let width = 0;
  let last: Plan | undefined;
  return (id, columns) => {
    const project = projectNow();
    if (columns !== width || project.plan !== last) known.clear();
    width = columns;
    last = project.plan;
    const lines = known.get(id) ?? explainAsText(project, { columns, color: true })(id).split('\n');
    known.set(id, lines);
    return lines;
  };
}

/** Of a step that is not there, nothing. What a file or a build argument holds must not move the cursor. */
export const explainAsText =
  ({ outline, plan, source }: Explained, look: ExplainTextOptions) =>
  (id: number): string => {
    const step = plan.steps[id];
    return step === undefined
      ? ''
      : sanitizeOutput(formatStep(source.text, explainStep(openExplained(outline, plan), step), look));
  };
