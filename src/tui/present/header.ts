import { formatCount, formatDuration } from './format.js';
import { runningMilliseconds, type Scene } from './scene.js';
import { span, type Row } from './span.js';
import { spread } from './fit.js';

/** What is debugged, for what, on what engine, and how long its steps have run. */
export function presentHeader(scene: Scene): Row {
  const { source, session, engineName, imageName, view } = scene;
  const { stages } = session.plan;
  const target = stages.at(-1)?.name ?? '';
  const goal = `target ${target}${stages.length > 1 ? ` (${formatCount(stages.length, 'stage')})` : ''}`;
  const left = [` refrom  ${source.path}`, goal, imageName ?? ''].filter((part) => part !== '').join(' · ');
  const right = `${engineName} · ${formatDuration(spentMilliseconds(scene))} `;
  return { spans: spread([span(left)], [span(right)], view.size.columns), bar: true };
}

/** Executing steps; waiting for the user is no time of the build's. */
function spentMilliseconds(scene: Scene): number {
  const finished = scene.session.steps.reduce((sum, { milliseconds = 0 }) => sum + milliseconds, 0);
  return finished + (runningMilliseconds(scene) ?? 0);
}
