// What the shown step printed, and why it failed.
import type { Step } from '../../../plan/plan.js';
import { checkpointAt } from '../../../session/reuse.js';
import { shownLines, shownStep } from '../../view-state.js';
import { fixedLines, withLineBefore, wrapOutput, type WrappedLines } from '../../wrapped-lines.js';
import { describeStep, showControls } from '../describe-step.js';
import { row, span, type Row } from '../span.js';
import { wrapLine } from '../wrap-line.js';
import { wholeSession, type Tab, type TabScene } from './tab.js';

export const outputTab: Tab = {
  label: 'Output',
  content: (scene, { width, height }) => {
    const id = shownStep(scene.view, scene);
    const step = id === undefined ? undefined : scene.session.plan.steps[id];
    const common = { home: 'end', scope: wholeSession } as const;
    if (step === undefined && shownLines(scene.view, scene).end > 0)
      return {
        ...common,
        subject: 'after the last step',
        lines: wrapOutput(shownLines(scene.view, scene), width),
        footer: [],
      };
    if (step === undefined)
      return {
        ...common,
        subject: '',
        lines: fixedLines([faintLine('nothing has run yet')]),
        footer: explainProblem(scene.session, width).slice(0, Math.max(1, height - 2)),
      };
    const failure = explainFailure(scene, step, width);
    const { commandsFrom } = shownLines(scene.view, scene);
    const lines = linesOf(scene, step, width);
    // Commands that were tried later have not failed with it.
    const isWithin = commandsFrom !== undefined && failure.length > 0;
    const footer = [...explainProblem(scene.session, width), ...(isWithin ? [] : failure)];
    return {
      ...common,
      subject: describeStep(step),
      lines: isWithin ? withLineBefore(lines, commandsFrom, failure) : lines,
      footer: footer.slice(0, Math.max(1, height - 2)),
    };
  },
};

const faintLine = (text: string): readonly Row[] => [row(span(text, 'faint'))];

function linesOf(scene: TabScene, step: Step, width: number): WrappedLines {
  const printed = shownLines(scene.view, scene);
  return printed.end > 0 ? wrapOutput(printed, width) : fixedLines(describeSilence(scene, step));
}

function describeSilence({ session }: TabScene, { id }: Step): (readonly Row[])[] {
  const status = session.steps[id]?.status;
  if (status === 'reused') return describeReuse(checkpointAt(session, id)?.image);
  if (status === 'skipped') return [faintLine('skipped, as you asked for: it was not executed')];
  return status === 'done' ? [faintLine('it printed nothing')] : [];
}

const describeReuse = (image: string | undefined): (readonly Row[])[] => [
  faintLine('nothing was executed: a checkpoint stands for it'),
  ...(image === undefined ? [] : [faintLine(image)]),
];

/** Why the Dockerfile as it is now gives no plan: it is shown as long as it does not. */
const explainProblem = ({ planProblem }: TabScene['session'], width: number): Row[] =>
  planProblem === undefined ? [] : wrapText(planProblem, width).map((text) => row(span(text, 'bad')));

function explainFailure({ session, marks }: TabScene, { id }: Step, width: number): Row[] {
  const { failure } = session;
  if (failure?.step !== id) return [];
  const message = wrapText(`${marks.failed} ${failure.message}`, width).map((text) => row(span(text, 'bad')));
  const hint = failure.hint === undefined ? [] : wrapText(failure.hint, width).map((text) => row(span(text)));
  return [...message, ...hint];
}

/** A message may quote a file or an engine: what controls are in it must not do anything. */
const wrapText = (text: string, width: number): string[] =>
  text.split(/\r?\n/).flatMap((line) => wrapLine(showControls(line), width));
