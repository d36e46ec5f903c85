// What changed in a resumed file that no cut asks for.
import type { Plan } from '../../src/plan/plan.js';
import type { ResumeCut } from '../../src/session/resume-cut.js';
import type { DockerfileTree, FromInstruction } from '../../src/syntax/tree.js';
import type { Planned } from './plan-text.js';

interface Resumed {
  readonly cut: ResumeCut;
  readonly notes: readonly string[];
  readonly lines: boolean;
}

export function strayChanges({ tree, plan }: Planned, written: string, resumed: Resumed): string[] {
  // The one rule that a directive may be told to skip.
  const skips = /^(#\s*check\s*=\s*\S*)(?:skip=WorkdirRelativePath;|WorkdirRelativePath,)/im;
  const text = skips.test(tree.text) ? written : written.replace(skips, '$1');
  return resumed.lines
    ? strayLines(tree, text, { ...resumed, plan })
    : strayEnds(tree, text, { ...resumed, plan });
}

/** A line stays, is commented out, names another image, or is an ARG or a CMD that was finished or none. */
function strayLines(
  tree: DockerfileTree,
  text: string,
  { plan, cut, notes }: Resumed & { plan: Plan },
): string[] {
  if (notes.some((note) => note.includes('lower than in the original'))) return [];
  const before = tree.text.split('\n');
  const after = text.split('\n');
  if (before.length !== after.length) return [`${before.length} lines became ${after.length}`];
  const lastLine = Math.max(...lastLines(plan, cut));
  return after.flatMap((line, index) => {
    const old = before[index]!;
    if (line === old || /^FROM\s/i.test(line.trimStart())) return [];
    const isWithin = index < lastLine || old.trim() === '';
    if (isWithin && (line === `# ${old}` || line.trim() === '#' || /^\s*(?:ARG|CMD)\s/i.test(line)))
      return [];
    return [`line ${index + 1}: ${line}`];
  });
}

/** All before the first FROM that is replaced stays, and all behind the last instruction that is done. */
function strayEnds(tree: DockerfileTree, text: string, { plan, cut }: Resumed & { plan: Plan }): string[] {
  const froms = tree.instructions.filter((each): each is FromInstruction => each.keyword === 'FROM');
  const indexes = [...Object.keys(cut.stages).map(Number), ...(cut.current ? [cut.current.stage] : [])];
  const first = froms[Math.min(...indexes)]!.image.range.start;
  const last = Math.max(...indexes);
  const done =
    cut.current?.stage === last
      ? cut.current.step
      : plan.stages.find(({ index }) => index === last)!.endStep - 1;
  const head = tree.text.slice(0, first);
  const tail = tree.text.slice(plan.steps[done]!.range.end);
  const withoutComment = text.replace(/^# refrom: .*\r?\n/m, '');
  return [
    ...(withoutComment.startsWith(head) ? [] : ['the text before the first FROM changed']),
    ...(text.endsWith(tail) ? [] : ['the text behind the cut changed']),
  ];
}

function lastLines({ stages, steps }: Plan, cut: ResumeCut): number[] {
  const ends = stages
    .filter(({ index }) => cut.stages[index] !== undefined)
    .map(({ endStep }) => endStep - 1);
  return [...ends, ...(cut.current ? [cut.current.step] : [])].map((step) => steps[step]!.endLine);
}
