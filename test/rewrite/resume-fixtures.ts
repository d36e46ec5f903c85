// The golden files: both forms of the resumed file, and what they do.
import test, { type ExecutionContext } from 'ava';
import { isError } from '../../src/messages/message.js';
import { planText } from '../helpers/plan-text.js';
import { checkResume, cutAfter } from '../helpers/resume-check.js';
import { readResumeFixtures, type ResumeFixture } from '../helpers/resume-fixtures.js';

for (const fixture of readResumeFixtures()) {
  test(`${fixture.name}: what is finished is gone`, (t) => {
    checkFixture(t, fixture, fixture.expected, false);
  });
  test(`${fixture.name}: what is finished is commented out`, (t) => {
    checkFixture(t, fixture, fixture.expectedLines, true);
  });
}

function checkFixture(
  t: ExecutionContext,
  { text, cut }: ResumeFixture,
  expected: string,
  lines: boolean,
): void {
  const { afterLine, buildArguments = {}, images = {}, notes = [] } = cut;
  const original = planText(text, { options: { buildArguments }, images });
  t.deepEqual(original.messages.filter(isError), []);
  const last = original.plan.steps.findLast(({ line }) => line === afterLine)!;
  const check = checkResume(original, cutAfter(original.plan, last.id), { lines });
  t.is(check.text, expected);
  t.deepEqual(check.notes, notes);
  t.deepEqual(check.differences, []);
}
