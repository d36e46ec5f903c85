// What the step changed on disk: a tree with marks and sizes; in its place the text of a file, or what changed in it.
import type { Step } from '../../../plan/plan.js';
import { changesOf, cursorFile, filesStep, listFiles } from '../../files-place.js';
import type { FileText, Reading, StepChanges } from '../../step-files.js';
import type { FilesPlace } from '../../view-state.js';
import { fixedLines, type WrappedLines } from '../../wrapped-lines.js';
import { describeStep, showControls } from '../describe-step.js';
import { formatBytes } from '../format.js';
import type { Row, Style } from '../span.js';
import { wrapNote } from '../wrap-note.js';
import { presentFileNode } from './file-node.js';
import { presentFileText } from './file-text.js';
import { wholeSession, type Tab, type TabContent, type TabScene } from './tab.js';

export const filesTab: Tab = {
  label: 'Files',
  content: (scene, { width }) => {
    const { files } = scene.view;
    if (files?.opened !== undefined) return showText(scene, files, files.opened, width);
    const id = filesStep(scene.view, scene);
    const step = id === undefined ? undefined : scene.session.plan.steps[id];
    if (step === undefined) {
      const why =
        scene.view.cursor === undefined ? 'nothing has run yet' : 'no step of this build stands here';
      return { ...tell(why, width), subject: '', scope: wholeSession };
    }
    return { ...listChanges(scene, step, width), scope: step.id };
  },
};

type Content = Omit<TabContent, 'scope'>;

function listChanges(scene: TabScene, step: Step, width: number): Content {
  const subject = describeStep(step);
  const changes = changesOf(step.id, scene);
  if (changes === undefined) {
    const found = scene.files.find({ type: 'changes', step: step.id });
    return { ...tellReading(found, width), subject };
  }
  const { nodes, at } = listFiles(scene.view, changes);
  const toggled = scene.view.files?.toggled ?? [];
  const notes = changes.notes.flatMap((note) => wrapNote(note, width, 'faint'));
  const rowsAt = (line: number): readonly Row[] => {
    const note = notes[line];
    const listed = nodes[line - notes.length];
    if (note !== undefined) return [note];
    if (listed === undefined) return [];
    return [presentFileNode(listed, { toggled, width, isCurrent: line - notes.length === at })];
  };
  return {
    subject: `${describeTotals(changes)}${subject}`,
    lines: linesOf(notes.length + nodes.length, rowsAt),
    footer: tellExtraction(scene, width),
    home: at === -1 ? 0 : notes.length + at,
  };
}

const linesOf = (end: number, rowsAt: WrappedLines['rowsAt']): WrappedLines => ({
  first: 0,
  end,
  rowsAt,
  textAt: (line) =>
    rowsAt(line)
      .flatMap(({ spans }) => spans.map(({ text }) => text))
      .join(''),
});

/** `+12 ~3 -1 4.5MB · `; nothing where nothing has changed. */
function describeTotals({ tree: { added, changed, deleted, bytes } }: StepChanges): string {
  const counts = [
    ['+', added],
    ['~', changed],
    ['-', deleted],
  ] as const;
  const told = counts.filter(([, count]) => count > 0).map(([mark, count]) => `${mark}${count}`);
  return told.length === 0 ? '' : `${[...told, formatBytes(bytes)].join(' ')} · `;
}

function showText(
  scene: TabScene,
  place: FilesPlace,
  type: 'text' | 'difference',
  width: number,
): TabContent {
  const found: Reading<FileText> | undefined = scene.files.find({ ...place, type });
  // Another place than in the list of the same step.
  const common = { subject: showControls(place.path), scope: place.step + 0.5, home: 0 } as const;
  if (found?.status !== 'known') return { ...tellReading(found, width), ...common };
  const { lines, notes } = presentFileText(found.answer, type, width);
  const told = notes.flatMap((note) => wrapNote(note, width, 'faint'));
  return { ...common, lines, footer: [...told, ...tellExtraction(scene, width)] };
}

function tellReading(found: Reading<unknown> | undefined, width: number): Content {
  return found?.status === 'failed' ? tell(found.reason, width, 'bad') : tell('reading…', width);
}

const tell = (text: string, width: number, style: Style = 'faint'): Content => ({
  subject: '',
  lines: fixedLines([wrapNote(text, width, style)]),
  footer: [],
  home: 0,
});

/** What became of it, as long as the file is at the cursor. */
function tellExtraction(scene: TabScene, width: number): readonly Row[] {
  const place = cursorFile(scene.view, scene);
  const found = place === undefined ? undefined : scene.files.extracted(place);
  if (found === undefined) return [];
  if (found.status === 'known') return wrapNote(found.answer, width, 'good');
  return found.status === 'reading'
    ? wrapNote('writing…', width, 'faint')
    : wrapNote(found.reason, width, 'bad');
}
