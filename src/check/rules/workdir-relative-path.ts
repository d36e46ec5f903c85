import type { Outline } from '../../plan/outline.js';
import { splitPlatform } from '../../plan/build-options.js';
import { expandAt } from '../expand-at.js';
import { pageOf, spotAt, type Rule, type Subject } from '../rule.js';
import type { Visit } from '../visit-stages.js';

/** Only the first WORKDIR of a chain of stages: once one is written, those below stand on it. */
export const workdirRelativePath: Rule = {
  name: 'WorkdirRelativePath',
  address: pageOf('workdir-relative-path'),
  severity: 'warning',
  find: (subject) => {
    const { visits, outline } = subject;
    const settled = new Set<number>();
    return visits.flatMap((visit) => {
      const { instruction, stage } = visit;
      if (instruction.keyword !== 'WORKDIR' || stands(stage.index, outline, settled)) return [];
      settled.add(stage.index);
      const path = expandAt(visit, instruction.word.text, outline.tree)?.value;
      if (path === undefined || isAbsolute(path, systemOf(visit, subject))) return [];
      const text = `\`${path}\` is relative to the folder the base image happens to have set`;
      return [spotAt(visit, instruction.word.range, { text, hint: `begin with a slash: \`/${path}\`` })];
    });
  },
};

/** Whether this stage or one it is built from has a WORKDIR already. */
function stands(index: number, outline: Outline, settled: ReadonlySet<number>): boolean {
  for (let at = index; !settled.has(at);) {
    const base = outline.stages[at]?.base;
    if (base?.type !== 'stage') return false;
    at = base.index;
  }
  return true;
}

const isAbsolute = (path: string, system: string): boolean =>
  system === 'windows' ? /^(?:[a-z]:)?[\\/]/i.test(path) : path.startsWith('/');

function systemOf({ stage }: Visit, { images, outline }: Subject): string {
  const { base } = stage;
  const image = base.type === 'image' ? images.get(base.reference)?.platform : undefined;
  return splitPlatform(image ?? outline.options.platform).os;
}
