import type { Plan } from '../../plan/plan.js';
import { showControls } from './describe-step.js';
import { formatCount, formatDuration } from './format.js';
import { runningMilliseconds, type Scene } from './scene.js';
import { span, type Row } from './span.js';
import { spread } from './fit.js';

/** What is debugged, for what, on what engine, and how long its steps have run. */
export function presentHeader(scene: Scene): Row {
  const { source, session, engineName, imageName = '', view } = scene;
  const names = [showControls(source.path), describeGoal(session.plan), showControls(imageName)];
  const left = ` refrom  ${names.filter((part) => part !== '').join(' · ')}`;
  const right = `${engineName} · ${formatDuration(spentMilliseconds(scene))} `;
  return { spans: spread([span(left)], [span(right)], view.size.columns), bar: true };
}

/** A stage without a name can only be the target by being the last: nothing need be said then. */
function describeGoal({ stages }: Plan): string {
  const name = stages.at(-1)?.name ?? '';
  const target = isNumber(name) ? '' : `target ${name}`;
  if (stages.length < 2) return target;
  const count = formatCount(stages.length, 'stage');
  return target === '' ? count : `${target} (${count})`;
}

/** The plan calls a stage without a name by its number, which Docker allows nobody to give as a name. */
const isNumber = (name: string): boolean => /^\d*$/.test(name);

/** Executing steps; waiting for the user is no time of the build's. */
function spentMilliseconds(scene: Scene): number {
  const finished = scene.session.steps.reduce((sum, { milliseconds = 0 }) => sum + milliseconds, 0);
  return finished + (runningMilliseconds(scene) ?? 0);
}
