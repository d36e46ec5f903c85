import test from 'ava';
import fc from 'fast-check';
import type { ResumeCut } from '../../src/session/resume-cut.js';
import { arbitraryBuild } from '../helpers/arbitrary-stages.js';
import { propertyRuns } from '../helpers/property-runs.js';
import { isWrong, planText } from '../helpers/plan-text.js';
import { checkResume, cutAfter } from '../helpers/resume-check.js';

for (const lines of [false, true]) {
  const form = lines ? 'commented out' : 'gone';
  test(`cut anywhere, a file does what is left, with what is finished ${form}`, (t) => {
    let cuts = 0;
    fc.assert(
      fc.property(arbitraryBuild, fc.nat(7), ({ text, request }, kept) => {
        const original = planText(text, request);
        fc.pre(!original.messages.some(isWrong));
        for (const { id } of original.plan.steps) {
          const check = checkResume(original, withoutSome(cutAfter(original.plan, id), kept), { lines });
          // What the notes cannot name exactly has tests of its own.
          if (!check.isExact) continue;
          cuts += 1;
          const wrong = [...check.notes, ...check.differences].join('\n');
          if (check.differences.length > 0) throw new Error(`after step ${id}:\n${check.text}\n${wrong}`);
        }
      }),
      propertyRuns(15),
    );
    t.log(`${cuts} cuts`);
    t.true(cuts > 80);
  });
}

/** Not every finished stage has been kept: each bit stands for one. */
function withoutSome(cut: ResumeCut, kept: number): ResumeCut {
  const stages = Object.entries(cut.stages).filter(([index]) => (kept >> Number(index)) % 2 === 0);
  return { ...cut, stages: Object.fromEntries(stages) };
}
