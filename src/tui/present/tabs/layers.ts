// All steps with what each took and left: time, bytes, its part of the image, and those that later steps hide.
import { downFrom } from '../../../plan/find-stage.js';
import type { PlannedStage, Step } from '../../../plan/plan.js';
import { checkpointAt } from '../../../session/reuse.js';
import type { SessionState } from '../../../session/state.js';
import { cursorStep } from '../../view-state.js';
import { fixedLines } from '../../wrapped-lines.js';
import { onOneRow, showControls } from '../describe-step.js';
import { cutText, widthOf, widthOfAll } from '../fit.js';
import { formatBytes, formatCount } from '../format.js';
import { row, span, type Row } from '../span.js';
import { sizeOf, statusOf, timeOf } from '../step-progress.js';
import { wholeSession, type Tab, type TabScene } from './tab.js';
import { tellWaste, wasteOf } from './wasted.js';

export const layersTab: Tab = {
  label: 'Layers',
  content: (scene, { width }) => {
    const { session, view } = scene;
    const { stages, steps } = session.plan;
    const total = steps.reduce((sum, step) => sum + bytesOf(session, step), 0);
    const share = sharesOfImage(session);
    const current = cursorStep(view, scene);
    const listed = stages.flatMap((stage) => [
      ...(stages.length > 1 ? [{ row: nameStage(stage), step: undefined }] : []),
      ...steps.slice(stage.firstStep, stage.endStep).map((step) => {
        const isCurrent = step === current;
        return { row: presentStep(scene, step, { width, share: share(step), isCurrent }), step };
      }),
    ]);
    const at = listed.findIndex(({ step }) => step !== undefined && step === current);
    return {
      subject: total === 0 ? '' : `${formatBytes(total)} in ${countLayers(session)}`,
      lines: fixedLines(listed.map((each) => [each.row])),
      footer: tellWaste(scene, width),
      home: Math.max(0, at),
      scope: wholeSession,
    };
  },
};

/** Of its checkpoint's own layer, which may hold the steps before it too. */
const bytesOf = (session: SessionState, { id }: Step): number => checkpointAt(session, id)?.bytes ?? 0;

const countLayers = (session: SessionState): string =>
  formatCount(session.plan.steps.filter((step) => bytesOf(session, step) > 0).length, 'layer');

const nameStage = ({ name }: PlannedStage): Row => row(span(`stage ${name}`, 'keyword'));

const shareWidth = 5;
const measureWidth = 7;

interface Listing {
  readonly width: number;
  readonly share: string;
  readonly isCurrent: boolean;
}

function presentStep(scene: TabScene, step: Step, { width, share, isCurrent }: Listing): Row {
  const { session, source } = scene;
  const { line } = step;
  const number = ` ${String(line).padStart(String(source.lines.length).length)} `;
  const waste = wasteOf(scene, step);
  const room = width - 1 - number.length - 2 * measureWidth - shareWidth - widthOfAll(waste);
  const text = cutText(showControls(onOneRow(step.text)), room);
  return row(
    statusOf(scene, [step]),
    span(number, isCurrent ? 'current' : 'faint'),
    { ...span(text + ' '.repeat(Math.max(0, room - widthOf(text))), isCurrent ? 'strong' : undefined), line },
    span(timeOf(scene, [step]).padStart(measureWidth), 'faint'),
    sizeOf(session, [step]).padStart(measureWidth),
    span(share.padStart(shareWidth), 'faint'),
    ...waste,
  );
}

/**
 * Of what the file puts into the image, beside its base image: stages that the target only copies from have no part of it.
 */
function sharesOfImage(session: SessionState): (step: Step) => string {
  const { plan } = session;
  const inImage = new Set([...downFrom(plan, plan.stages.at(-1))].map(({ index }) => index));
  const total = plan.steps
    .filter(({ stage }) => inImage.has(stage))
    .reduce((sum, step) => sum + bytesOf(session, step), 0);
  return (step) => (inImage.has(step.stage) ? shareOf(bytesOf(session, step), total) : '');
}

/** A layer that is there and small is not none. */
function shareOf(bytes: number, total: number): string {
  if (bytes === 0) return '';
  const percent = Math.round((100 * bytes) / total);
  return percent === 0 ? '<1%' : `${percent}%`;
}
