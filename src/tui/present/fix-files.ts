// Below a proposed fix: the files that differ from the clean state before the step, by what it left and what was tried.
import type { Fix } from '../../session/fix.js';
import { listChanged, type ChangedFile } from '../file-tree.js';
import { fixChanges } from '../files-place.js';
import type { Reading, StepChanges } from '../step-files.js';
import { showControls } from './describe-step.js';
import { cutText } from './fit.js';
import { formatCount } from './format.js';
import { row, span, type Row } from './span.js';
import type { TabScene } from './tabs/tab.js';
import { wrapNote } from './wrap-note.js';

/** The tab Files has all of them. */
const mostListed = 8;

const signs = { added: '+', changed: '~', deleted: '-' } as const;

/** None where there is no state to look at. */
export function fixFileRows(fix: Fix, scene: TabScene, width: number): readonly Row[] {
  const question = fixChanges(scene.session);
  if (question?.step !== fix.step) return [];
  const found = scene.files.find(question);
  return found?.status === 'known' ? listRows(found.answer, width) : [faint(describeWait(found), width)];
}

const faint = (text: string, width: number): Row => row(span(cutText(showControls(text), width), 'faint'));

const describeWait = (found: Reading<StepChanges> | undefined): string =>
  found?.status === 'failed' ? `changed files: ${found.reason}` : 'changed files: reading…';

function listRows({ tree, notes }: StepChanges, width: number): readonly Row[] {
  const changed = listChanged(tree);
  if (changed.length === 0) return [faint(`changed files: ${notes[0] ?? 'none'}`, width)];
  const more = changed.length - mostListed;
  return [
    faint(`changed here, against the clean state: ${formatCount(changed.length, 'file')}`, width),
    ...notes.flatMap((note) => wrapNote(note, width, 'faint')),
    ...changed.slice(0, mostListed).map((file) => fileRow(file, width)),
    ...(more > 0
      ? [faint(`and ${formatCount(more, 'more file')}: ] leads to the tabs, and f back here`, width)]
      : []),
  ];
}

const fileRow = ({ change, path }: ChangedFile, width: number): Row =>
  row(
    span(`${signs[change]} `, change === 'deleted' ? 'bad' : 'good'),
    span(cutText(showControls(path), width - 2)),
  );
