// For tabs that are about the step at the cursor: what they say where none stands there.
import type { Step } from '../../../plan/plan.js';
import { cursorLine, cursorStep } from '../../view-state.js';
import { fixedLines } from '../../wrapped-lines.js';
import { row, span } from '../span.js';
import type { TabContent, TabScene } from './tab.js';

export function aboutStep(scene: TabScene, tell: (step: Step) => TabContent): TabContent {
  const step = cursorStep(scene.view, scene);
  if (step !== undefined) return tell(step);
  const line = cursorLine(scene.view, scene);
  const missing = row(span(`no step of this build stands on line ${line}`, 'faint'));
  return { subject: '', lines: fixedLines([[missing]]), footer: [], home: 0, scope: -line };
}
