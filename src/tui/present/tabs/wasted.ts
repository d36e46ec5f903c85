// What the layers of an image hold and nobody sees, in the tab Layers.
import type { PlannedStage, Step } from '../../../plan/plan.js';
import { isStill } from '../../../session/stillness.js';
import type { StepWaste } from '../../step-files.js';
import { showControls } from '../describe-step.js';
import { formatBytes } from '../format.js';
import { row, span, type Row, type Span, type Style } from '../span.js';
import { wrapLine } from '../wrap-line.js';
import type { TabScene } from './tab.js';

const wasteWidth = 8;

/** A column of its own where something is known; the bytes stand with the last step of those that share a layer. */
export function wasteOf({ files }: TabScene, { id }: Step): readonly Span[] {
  const found = files.find({ type: 'waste' });
  if (found?.status !== 'known') return [];
  const bytes = found.answer.find(({ step }) => step === id)?.wastedBytes ?? 0;
  return [span((bytes === 0 ? '' : `-${formatBytes(bytes)}`).padStart(wasteWidth), 'bad')];
}

/** For each stage that an image is kept of; else how to come to know it. */
export function tellWaste(scene: TabScene, width: number): readonly Row[] {
  const { session, files } = scene;
  const found = files.find({ type: 'waste' });
  switch (found?.status) {
    case undefined:
      return isStill(session) && Object.keys(session.checkpoints).length > 0
        ? wrap('Enter counts what later steps waste', width, 'faint')
        : [];
    case 'reading':
      return wrap('reading…', width, 'faint');
    case 'failed':
      return wrap(found.reason, width, 'bad');
    case 'known':
      return session.plan.stages.flatMap((stage) => tellStage(scene, stage, found.answer, width));
  }
}

function tellStage(
  { session }: TabScene,
  { index, name }: PlannedStage,
  waste: readonly StepWaste[],
  width: number,
): readonly Row[] {
  const own = waste.filter(({ step }) => session.plan.steps[step]?.stage === index);
  if (own.length === 0) return [];
  const bytes = own.reduce((sum, each) => sum + each.bytes, 0);
  const wasted = own.reduce((sum, each) => sum + each.wastedBytes, 0);
  const where = session.plan.stages.length > 1 ? ` in stage ${name}` : '';
  const share = bytes === 0 ? 0 : Math.ceil((100 * wasted) / bytes);
  const text =
    wasted === 0
      ? `nothing of ${formatBytes(bytes)} is wasted${where}`
      : `${formatBytes(wasted)} of ${formatBytes(bytes)} wasted${where} (-, ${share}%): overwritten or deleted`;
  return wrap(text, width, wasted === 0 ? 'good' : 'bad');
}

const wrap = (text: string, width: number, style: Style): Row[] =>
  wrapLine(showControls(text), width).map((each) => row(span(each, style)));
