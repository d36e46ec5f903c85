// The states that this session can go back to without executing what came before; in their place what differs
// between two of them.
import type { SessionState } from '../../../session/state.js';
import {
  checkpointAtCursor,
  comparison,
  cursorCheckpoint,
  listCheckpoints,
  type ListedCheckpoint,
} from '../../checkpoints-place.js';
import type { FileQuestion } from '../../step-files.js';
import { fixedLines } from '../../wrapped-lines.js';
import { showControls } from '../describe-step.js';
import { formatBytes } from '../format.js';
import { row, span, type Row } from '../span.js';
import { wrapLine } from '../wrap-line.js';
import { cutIntoRows } from './cut-into-rows.js';
import { presentFileText } from './file-text.js';
import { wholeSession, type Tab, type TabContent, type TabScene } from './tab.js';

export const checkpointsTab: Tab = {
  label: 'Checkpoints',
  content: (scene, { width }) => {
    const question = comparison(scene.view, scene);
    return question === undefined ? showList(scene, width) : showComparison(scene, question, width);
  },
};

function showList({ session, source, view }: TabScene, width: number): TabContent {
  const listed = listCheckpoints(session);
  const at = checkpointAtCursor(view, listed);
  const bytes = listed.reduce((sum, { checkpoint }) => sum + checkpoint.bytes, 0);
  const numberWidth = String(source.lines.length).length;
  const isTree = session.plan.stages.length > 1;
  const lines = listed.flatMap((each, index) => {
    const rows = presentCheckpoint(each, { numberWidth, width, isTree, isCurrent: index === at });
    const isFirst = isTree && listed[index - 1]?.stage !== each.stage;
    return isFirst ? [[presentStage(session, each)], rows] : [rows];
  });
  const headers = listed.filter(
    ({ stage }, index) => index <= at && isTree && listed[index - 1]?.stage !== stage,
  );
  return {
    subject: bytes === 0 ? '' : `${listed.length} with ${formatBytes(bytes)}`,
    lines: fixedLines(lines.length === 0 ? [[row(span('no checkpoint yet', 'faint'))]] : lines),
    footer: [],
    home: at === -1 ? 0 : at + headers.length,
    scope: wholeSession,
  };
}

/** A click on it goes to its FROM. The plan calls a stage without a name by its number. */
function presentStage({ plan }: SessionState, { stage, line }: ListedCheckpoint): Row {
  const { name = '', index, firstStep = 0 } = stage ?? {};
  const shown = name === String(index) ? `stage ${name}` : showControls(name);
  return row({ ...span(shown, 'keyword'), line: plan.steps[firstStep]?.line ?? line });
}

interface CheckpointLook {
  readonly numberWidth: number;
  readonly width: number;
  /** It stands below its stage. */
  readonly isTree: boolean;
  /** The cursor is on it. */
  readonly isCurrent: boolean;
}

/** Of those that were found, and not taken in this session, nobody knows it. */
const sizeOf = (bytes: number): string => (bytes === 0 ? '' : formatBytes(bytes));

/** The tag is never cut: it is there to be copied. A click on a row goes to the line. */
function presentCheckpoint(
  { line, checkpoint, isHandmade }: ListedCheckpoint,
  { numberWidth, width, isTree, isCurrent }: CheckpointLook,
): Row[] {
  const number = `${isTree ? '  ' : ''}${String(line).padStart(numberWidth)}`;
  const label = `${number} ${sizeOf(checkpoint.bytes).padStart(6)} `;
  const marks = [checkpoint.kept === true ? 'kept' : '', isHandmade ? 'by hand' : ''];
  const rows = cutIntoRows(
    [span(label, 'faint')],
    [span(checkpoint.image), ...marks.flatMap((text) => (text === '' ? [] : [span(` ${text}`, 'current')]))],
    width,
  );
  return rows.map(({ spans }) => ({
    spans: spans.map((each) => ({ ...each, line })),
    ...(isCurrent ? { bar: true } : {}),
  }));
}

function showComparison(scene: TabScene, question: FileQuestion<'checkpoints'>, width: number): TabContent {
  const line = cursorCheckpoint(scene.view, scene)?.line ?? 0;
  const found = scene.files.find(question);
  // Another place than in the list.
  const common = {
    subject: `what differs, line ${line}`,
    home: 0,
    scope: question.step,
    footer: [],
  } as const;
  if (found?.status === 'known') {
    const { lines } = presentFileText(found.answer, 'checkpoints', width);
    return { ...common, lines };
  }
  const [text, style] =
    found?.status === 'failed' ? ([found.reason, 'bad'] as const) : (['reading…', 'faint'] as const);
  const rows = text
    .split('\n')
    .flatMap((each) => wrapLine(showControls(each), width).map((part) => row(span(part, style))));
  return { ...common, lines: fixedLines([rows]) };
}
