// Why the step at the cursor runs again, in the place of the tab.
import { formatReason } from '../../session/format-reason.js';
import { canReuse } from '../../session/reuse.js';
import type { StepReason } from '../../session/step-reason.js';
import { labelOf } from '../keys.js';
import { cursorLine, cursorStep } from '../view-state.js';
import { describeStep, showControls } from './describe-step.js';
import { cutText, widthOf } from './fit.js';
import type { Box } from './layout.js';
import type { Pane } from './pane.js';
import { row, span } from './span.js';
import type { TabScene } from './tabs/tab.js';
import { wrapLine } from './wrap-line.js';

export function presentWhy(scene: TabScene, { width }: Box): Pane {
  const { view } = scene;
  const step = cursorStep(view, scene);
  if (step === undefined) {
    return {
      title: [span('why')],
      rows: [row(span(`no step of this build stands on line ${cursorLine(view, scene)}`, 'faint'))],
    };
  }
  const closing = ` · ${labelOf(scene.keys, 'why')} closes`;
  const room = width - 'why '.length - widthOf(closing) - ruleWidth;
  const title = [span('why '), span(cutText(describeStep(step), room), 'strong'), span(closing)];
  const rows = describeReasons(scene, step.id).flatMap((text) => wrapLine(showControls(text), width));
  return { title, rows: rows.map((text) => row(text)) };
}

/** Of the rule that a title is set into, at its least. */
const ruleWidth = 4;

function describeReasons({ session, keys }: TabScene, step: number): readonly string[] {
  const isKept = session.checkpoints[step]?.kept === true;
  const reasons = (session.reasons[step] ?? []).map(formatReason);
  if (isKept) return ['kept, as you asked for, although it has changed:', ...reasons];
  if (session.plan.steps[step]?.action.type === 'from')
    return ['FROM is not run; it begins the stage', ...reasons];
  if (canReuse(session, step))
    return ['it need not run: a checkpoint stands for it, and nothing has changed'];
  const keep = labelOf(keys, 'keep-anyway');
  const mayBeKept = keep !== '' && session.reasons[step]?.some(({ type }) => !withoutEarlier.has(type));
  return ['it has to run:', ...reasons, ...(mayBeKept === true ? [`${keep} keeps it as it was`] : [])];
}

/** They say that nothing is there which could be kept. */
const withoutEarlier: ReadonlySet<StepReason['type']> = new Set<StepReason['type']>([
  'first',
  'no-cache',
  'new',
  'failed',
  'unfinished',
  'evicted',
  'not-kept',
]);
