// A fix in the place of the tab: what was tried and what counts of it, the instruction that comes of it, and what that
// changes; once it is proved, how the Dockerfile would differ.
import type { DropReason, Fix, FixCommand } from '../../session/fix.js';
import type { SessionState } from '../../session/state.js';
import { onOneRow, showControls } from './describe-step.js';
import { cutText, widthOf } from './fit.js';
import { fixDifference } from './fix-difference.js';
import { fixFileRows } from './fix-files.js';
import { formatCount } from './format.js';
import type { Box } from './layout.js';
import type { Pane } from './pane.js';
import { row, span, type Row, type Span } from './span.js';
import type { TabScene } from './tabs/tab.js';
import { wrapLine } from './wrap-line.js';

export function presentFix(scene: TabScene, { width, height }: Box): Pane {
  const { session, view } = scene;
  const rows = fixRows(scene, width);
  const top = Math.min(view.fixPlace?.top ?? 0, Math.max(0, rows.length - height));
  const below = rows.length - top - height;
  const more = below > 0 ? ` · ${formatCount(below, 'line')} below` : '';
  return { title: [span(`${titleOf(session)}${more}`, 'strong')], rows: rows.slice(top, top + height) };
}

function titleOf({ fix, plan }: SessionState): string {
  const line = plan.steps[fix?.step ?? 0]?.line ?? 0;
  return fix?.status === 'proved' ? `the fix of line ${line}, proved` : `a fix of line ${line}`;
}

/** All of them, for whoever scrolls. */
export function fixRows(scene: TabScene, width: number): readonly Row[] {
  const { fix } = scene.session;
  if (fix === undefined) return [];
  return fix.status === 'proved' ? fixDifference(fix, width) : proposalRows(fix, scene, width);
}

function proposalRows(fix: Fix, scene: TabScene, width: number): Row[] {
  const marked = scene.view.fixPlace?.command ?? 0;
  const changed = fix.text !== fix.before;
  return [
    row(span(fix.commands.length === 0 ? 'nothing was tried here' : 'tried here', 'faint')),
    ...fix.commands.map((command, index) => commandRow(command, index === marked, width)),
    row(span(instructionTitle(fix, changed), 'faint')),
    ...fix.instruction
      .split(/\r?\n/)
      .flatMap((line) => wrapLine(showControls(line), width))
      .map((line) => row(span(line, changed ? 'strong' : undefined))),
    ...fixFileRows(fix, scene, width),
  ];
}

function instructionTitle({ isEdited }: Fix, changed: boolean): string {
  if (!changed) return 'the instruction, as it stands in the file';
  return isEdited ? 'the instruction, as you edited it' : 'the instruction, with what counts';
}

const reasons: Readonly<Record<DropReason, string>> = {
  failed: 'failed',
  look: 'only looks',
  terminal: 'needs a terminal',
  'no-effect': 'ends with its shell',
  repeated: 'said before',
};

function commandRow(
  { text, exitCode, by, isKept, because }: FixCommand,
  isMarked: boolean,
  width: number,
): Row {
  const box = isKept ? '[x] ' : '[ ] ';
  const parts = [...(because === undefined ? [] : [reasons[because]]), by, String(exitCode)];
  const remark = ` ${parts.join(' · ')} `;
  const room = Math.max(8, width - widthOf(box) - widthOf(remark) - 1);
  const shown = cutText(onOneRow(text), room);
  const filled = shown + ' '.repeat(Math.max(0, room - widthOf(shown)));
  const spans: Span[] = [
    span(isMarked ? '>' : ' ', 'current'),
    span(box, isKept ? 'good' : 'faint'),
    span(filled, isKept ? 'strong' : 'faint'),
    span(remark, exitCode === 0 ? 'faint' : 'bad'),
  ];
  return { spans, ...(isMarked ? { bar: true } : {}) };
}

/** What the status bar says of it; undefined where there is none that waits for the user. */
export function describeFix(session: SessionState): string | undefined {
  const { fix, status, failure } = session;
  if (fix === undefined) return undefined;
  if (status === 'running')
    return fix.status === 'proving'
      ? 'proving the fix: the step runs with it, from the clean state before it'
      : undefined;
  if (fix.status === 'proved')
    return 'proved: Enter writes this into the Dockerfile, Esc leaves the file alone';
  if (fix.isPlanned === true && failure !== undefined)
    return `not proved: ${failure.message}; ] shows its output, e edits the text, s looks at what it left, Esc drops it`;
  const kept = fix.commands.filter(({ isKept }) => isKept).length;
  const counts = fix.commands.length === 0 ? '' : `${kept} of ${fix.commands.length} commands count; `;
  return fix.text === fix.before
    ? `${counts}nothing changes yet: e edits the instruction`
    : `${counts}Enter runs the step with this text, from the clean state`;
}
