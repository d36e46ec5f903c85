// The states that this session can go back to without executing what came before.
import type { Checkpoint, SessionState } from '../../../session/state.js';
import { fixedLines } from '../../wrapped-lines.js';
import { formatBytes } from '../format.js';
import { row, span, type Row } from '../span.js';
import { cutIntoRows } from './cut-into-rows.js';
import { wholeSession, type Tab } from './tab.js';

export const checkpointsTab: Tab = {
  label: 'Checkpoints',
  content: ({ session, source }, { width }) => {
    const listed = listCheckpoints(session);
    const bytes = listed.reduce((sum, { checkpoint }) => sum + checkpoint.bytes, 0);
    const numberWidth = String(source.lines.length).length;
    const rows = listed.map((each) => presentCheckpoint(each, numberWidth, width));
    return {
      subject: bytes === 0 ? '' : `${listed.length} with ${formatBytes(bytes)}`,
      lines: fixedLines(rows.length === 0 ? [[row(span('no checkpoint yet', 'faint'))]] : rows),
      footer: [],
      home: 0,
      scope: wholeSession,
    };
  },
};

interface Listed {
  readonly line: number;
  readonly checkpoint: Checkpoint;
  readonly isHandmade: boolean;
}

/** In the order of the steps; one made by hand after the one that the file gives. */
const listCheckpoints = ({ plan, checkpoints, handmade }: SessionState): readonly Listed[] =>
  plan.steps.flatMap(({ id, line }) => {
    const [clean, byHand] = [checkpoints[id], handmade[id]];
    return [
      ...(clean === undefined ? [] : [{ line, checkpoint: clean, isHandmade: false }]),
      ...(byHand === undefined ? [] : [{ line, checkpoint: byHand, isHandmade: true }]),
    ];
  });

/** Of those that were found, and not taken in this session, nobody knows it. */
const sizeOf = (bytes: number): string => (bytes === 0 ? '' : formatBytes(bytes));

/** The tag is never cut: it is there to be copied. */
function presentCheckpoint(
  { line, checkpoint, isHandmade }: Listed,
  numberWidth: number,
  width: number,
): Row[] {
  const label = `${String(line).padStart(numberWidth)} ${sizeOf(checkpoint.bytes).padStart(6)} `;
  const marks = [checkpoint.kept === true ? 'kept' : '', isHandmade ? 'by hand' : ''];
  return cutIntoRows(
    [span(label, 'faint')],
    [span(checkpoint.image), ...marks.flatMap((text) => (text === '' ? [] : [span(` ${text}`, 'current')]))],
    width,
  );
}
