// How far a stage has come: a sign, and a few words.
import type { PlannedStage } from '../../plan/plan.js';
import { formatDuration } from './format.js';
import { spinnerAt } from './marks.js';
import { span, type Span } from './span.js';
import { millisecondsOf } from './step-progress.js';
import type { TabScene } from './tabs/tab.js';

type Status = TabScene['session']['steps'][number]['status'];

const statusesOf = ({ session }: TabScene, { firstStep, endStep }: PlannedStage): readonly Status[] =>
  session.steps.slice(firstStep, endStep).map(({ status }) => status);

export function stageMark(scene: TabScene, stage: PlannedStage): Span {
  const { marks, now, session } = scene;
  const statuses = statusesOf(scene, stage);
  if (statuses.includes('failed')) return span(marks.failed, 'bad');
  if (statuses.includes('running')) return span(spinnerAt(marks, now), 'running');
  if (session.position >= stage.firstStep && session.position < stage.endStep)
    return span(marks.next, 'current');
  if (statuses.includes('pending')) return span(marks.pending, 'faint');
  return statuses.every((status) => status === 'reused')
    ? span(marks.reused, 'good')
    : span(marks.done, 'good');
}

/** `isSpared`: all who need it are reused themselves. */
export function stageRemark(scene: TabScene, stage: PlannedStage, isSpared: boolean): readonly Span[] {
  const statuses = statusesOf(scene, stage);
  const over = statuses.filter(
    (status) => status !== 'pending' && status !== 'running' && status !== 'failed',
  );
  const count = `${over.length}/${statuses.length}`;
  const time = timeOf(scene, stage).padStart(7);
  const remark = describe(statuses, isSpared);
  return [span(count.padStart(5)), span(time, 'faint'), span(remark.padEnd(remarkWidth), 'faint')];
}

const remarkWidth = ' not needed'.length;

function describe(statuses: readonly Status[], isSpared: boolean): string {
  if (statuses.every((status) => status === 'pending')) return isSpared ? ' not needed' : ' pending';
  if (statuses.includes('failed')) return ' failed';
  if (statuses.every((status) => status === 'reused')) return ' reused';
  return statuses.includes('pending') || statuses.includes('running') ? '' : ' done';
}

function timeOf(scene: TabScene, { firstStep, endStep }: PlannedStage): string {
  const own = scene.session.plan.steps.slice(firstStep, endStep);
  const total = own.reduce((sum, { id }) => sum + (millisecondsOf(scene, id) ?? 0), 0);
  return total === 0 ? '' : formatDuration(total);
}
