import type { DockerfileTree, FromInstruction, Instruction } from '../../syntax/tree.js';
import { insertAt, replaceRange, type Edit } from '../edit.js';
import type { CarriedOver, KeptInstruction, WrittenPart } from './carried-over.js';
import type { FinishedPart } from './find-finished-parts.js';
import { insertLines } from './insert-lines.js';
import { planLines, type PlannedLine } from './plan-lines.js';
import { spellKeyword } from './spell-keyword.js';

/**
 * The form whose every instruction stays on its line. What has to be added takes the place of finished lines, or
 * of blank lines and comments among them; arguments may also join an ARG that stays. Where there is none of these,
 * directly behind FROM, lines are added all the same, and a note says so.
 */
export function commentOutFinished(
  tree: DockerfileTree,
  part: FinishedPart,
  carried: CarriedOver,
): WrittenPart {
  const { inherited, kept, added } = carried;
  const first = [...kept.keys()].find(({ keyword }) => keyword === 'ARG');
  const opening = inherited.length === 0 ? [] : [`${spellKeyword(part.from, 'ARG')} ${inherited.join(' ')}`];
  let lines = planLines(tree, part, kept);
  let homeless: readonly string[] = [];
  if (!placeTexts(lines, [...opening, ...added], first?.range.start)) {
    if (first !== undefined) lines = planLines(tree, part, joinArguments(kept, first, inherited));
    const others = first === undefined ? [...opening, ...added] : added;
    if (!placeTexts(lines, others)) homeless = others;
  }
  const edits = lines.flatMap((line) => editLine(tree, line));
  if (homeless.length === 0) return { edits, notes: [] };
  return {
    edits: [insertLines(tree, part.from, homeless), ...edits],
    notes: [shiftNote(part.from, homeless.length)],
  };
}

/** Gives all the texts places, in order and before the offset `before`, or none of them. */
function placeTexts(lines: readonly PlannedLine[], texts: readonly string[], before = Infinity): boolean {
  const usable = lines.filter(
    ({ start, text, use }) => start < before && text === undefined && use !== 'kept',
  );
  const finished = usable.filter(({ use }) => use === 'finished');
  const places = finished.length < texts.length ? usable : finished;
  if (places.length < texts.length) return false;
  places.slice(0, texts.length).forEach((place, index) => {
    place.text = texts[index];
  });
  return true;
}

/** One ARG for all: its later words see the earlier ones. */
function joinArguments(
  kept: CarriedOver['kept'],
  first: Instruction,
  inherited: readonly string[],
): CarriedOver['kept'] {
  const { opening = 'ARG', words = [] } = kept.get(first) ?? {};
  const joined: KeptInstruction = { text: [opening, ...inherited, ...words].join(' ') };
  return new Map([...kept, [first, joined]]);
}

function editLine({ text }: DockerfileTree, { start, end, use, text: replacement }: PlannedLine): Edit[] {
  if (replacement !== undefined) return [replaceRange({ start, end }, replacement)];
  if (use !== 'finished') return [];
  return [insertAt(start, text.slice(start, end).trim() === '' ? '#' : '# ')];
}

const shiftNote = ({ endLine }: FromInstruction, count: number): string =>
  `lines below line ${endLine} stand ${count} lower than in the original: no finished line was left for what had to be added`;
