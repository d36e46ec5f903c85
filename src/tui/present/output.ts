// What the shown step printed, and why it failed.
import type { Step } from '../../plan/plan.js';
import { checkpointAt } from '../../session/reuse.js';
import { visibleRows } from '../scroll-output.js';
import { shownLines, shownStep } from '../view-state.js';
import { describeStep, showControls } from './describe-step.js';
import { cutText } from './fit.js';
import { formatCount } from './format.js';
import type { Box } from './layout.js';
import type { Scene } from './scene.js';
import { row, span, type Row, type Span } from './span.js';
import { presentWhy } from './why.js';
import { wrapLine } from './wrap-line.js';

export interface OutputPane {
  readonly title: readonly Span[];
  readonly rows: readonly Row[];
}

export function presentOutput(scene: Scene, box: Box): OutputPane {
  return scene.view.isWhyOpen === true ? presentWhy(scene, box) : presentPrinted(scene, box);
}

function presentPrinted(scene: Scene, { width, height }: Box): OutputPane {
  const id = shownStep(scene.view, scene);
  const step = id === undefined ? undefined : scene.session.plan.steps[id];
  if (step === undefined) return { title: [span('output')], rows: [row(span(beginning, 'faint'))] };
  const failure = explainFailure(scene, step, width).slice(0, Math.max(1, height - 2));
  const lines = shownLines(scene.view, scene);
  const box = { width, height: height - failure.length };
  const { rows, above, below } = visibleRows(lines, box, scene.view.outputTop);
  const dropped = above === 0 && lines.first > 0 ? [tellDropped(lines.first)] : [];
  const printed = rows.map((text) => row(text));
  const body = lines.end > 0 ? [...dropped, ...printed.slice(dropped.length)] : describeSilence(scene, step);
  return { title: presentTitle(step, below, width), rows: [...body, ...failure] };
}

const beginning = 'nothing has run yet';

const tellDropped = (count: number): Row =>
  row(span(`… ${formatCount(count, 'earlier line')} not kept`, 'faint'));

/** The step's name gives way to how much more there is. */
function presentTitle(step: Step, below: number, width: number): Span[] {
  const more = below === 0 ? '' : ` · ${formatCount(below, 'line')} below`;
  const room = width - 'output of '.length - more.length - ruleWidth;
  return [span('output of '), span(cutText(describeStep(step), room), 'strong'), span(more, 'current')];
}

/** Of the rule that a title is set into, at its least. */
const ruleWidth = 4;

function describeSilence({ session }: Scene, { id }: Step): Row[] {
  const status = session.steps[id]?.status;
  if (status === 'reused') return describeReuse(checkpointAt(session, id)?.image);
  if (status === 'skipped') return [row(span('skipped, as you asked for: it was not executed', 'faint'))];
  return status === 'done' ? [row(span('it printed nothing', 'faint'))] : [];
}

const describeReuse = (image: string | undefined): Row[] => [
  row(span('nothing was executed: a checkpoint stands for it', 'faint')),
  ...(image === undefined ? [] : [row(span(image, 'faint'))]),
];

function explainFailure({ session, marks }: Scene, { id }: Step, width: number): Row[] {
  const { failure } = session;
  if (failure?.step !== id) return [];
  const message = wrapText(`${marks.failed} ${failure.message}`, width).map((text) => row(span(text, 'bad')));
  const hint = failure.hint === undefined ? [] : wrapText(failure.hint, width).map((text) => row(span(text)));
  return [...message, ...hint];
}

/** A message may quote a file or an engine: what controls are in it must not do anything. */
const wrapText = (text: string, width: number): string[] =>
  text.split(/\r?\n/).flatMap((line) => wrapLine(showControls(line), width));
