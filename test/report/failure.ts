// What is said of a failed instruction.
import test from 'ava';
import { formatFailure } from '../../src/report/failure.js';
import { describeListing } from '../../src/plan/sources/describe-listing.js';
import { planOf } from '../helpers/plan-of.js';

const text = 'FROM a\nCOPY missng /\n';
const hostile = 'a\u001b]52;c;eA==\u0007b';

test('names of an image or a context do nothing to a terminal, and stay on one line', (t) => {
  const hint = describeListing({ folder: '/app/', names: [hostile, 'two\nlines', 'plain'] });
  t.false(hint.includes('\n'));
  const failure = { step: 1, exitCode: 1, message: `there is no \`${hostile}\``, hint, tail: [] };
  const commands = { debug: 'refrom debug .', resume: 'refrom resume .' };
  const source = { path: 'Dockerfile', text };
  const said = formatFailure({ plan: planOf(text), source, failure, ended: undefined, commands });
  t.false(said.includes('\u001b'));
  t.regex(said, /"two\\nlines", plain/);
});
