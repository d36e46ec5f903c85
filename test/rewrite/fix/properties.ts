import { isDeepStrictEqual } from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import { proposeFix } from '../../../src/rewrite/fix/propose-fix.js';
import type { TriedCommand } from '../../../src/session/tried-command.js';
import { parseDockerfile } from '../../../src/syntax/parse-dockerfile.js';
import { arbitraryBuild } from '../../helpers/arbitrary-stages.js';
import { isWrong, planText } from '../../helpers/plan-text.js';
import { propertyRuns } from '../../helpers/property-runs.js';

const word = fc.constantFrom(
  'apt-get',
  'install',
  '-y',
  'curl',
  'helo',
  '$A',
  '"two words"',
  "'#'",
  '\\',
  '\\\\',
  '`',
  '#',
  '>f',
  '2>&1',
  '$(ls | wc)',
  '${A#b}',
  '--flag=1',
  '[',
  '<<E',
  '(',
);
const command = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const joint = fc.constantFrom(
  ' && ',
  '; ',
  ' && \\\n    ',
  ' \\\n  && ',
  '; \\\n\t',
  ' && \\\n# why\n  ',
  ' || ',
  ' | ',
  '\n',
);

const script = fc
  .tuple(command, fc.array(fc.tuple(joint, command), { maxLength: 4 }))
  .map(([first, others]) => first + others.map(([between, text]) => between + text).join(''));

const tried: fc.Arbitrary<TriedCommand> = fc.record({
  step: fc.constant(1),
  text: script,
  exitCode: fc.constantFrom(0, 0, 0, 1),
  by: fc.constantFrom('shell', 'prompt'),
});

/** Of the whole file with one RUN more, at its end or before its last stage. */
const file = fc
  .record({
    build: arbitraryBuild,
    run: fc.oneof(
      script.map((text) => `RUN --network=none ${text}`),
      script.map((text) => `run ${text}`),
      script.map((text) => `RUN <<EOF\n${text}\nEOF`),
      fc.constantFrom('RUN ["apt-get", "install", "helo"]', 'RUN'),
    ),
    isLast: fc.boolean(),
  })
  .map(({ build: { text, request }, run, isLast }) => {
    const end = text.includes('\r\n') ? '\r\n' : '\n';
    const at = isLast ? text.length : text.lastIndexOf(`${end}FROM`) + end.length;
    const before = isLast && !text.endsWith(end) ? end : '';
    const place = isLast || at >= end.length ? at : text.length;
    const written = run.replaceAll('\n', end);
    return { text: `${text.slice(0, place)}${before}${written}${end}${text.slice(place)}`, written, request };
  });

test('whatever was tried, a fix changes one instruction and no other byte', (t) => {
  let [written, refused] = [0, 0];
  fc.assert(
    fc.property(file, fc.array(tried, { maxLength: 4 }), ({ text, written: run, request }, commands) => {
      const { tree } = parseDockerfile(text);
      const index = tree.instructions.findIndex(
        ({ keyword, range }) => keyword === 'RUN' && text.startsWith(run, range.start),
      );
      const { start = 0, end = 0 } = tree.instructions[index]?.range ?? {};
      fc.pre(index !== -1);
      const before = planText(text, request);
      fc.pre(!before.messages.some(isWrong));
      const proposed = proposeFix(tree, { start, tried: commands });
      if ('refused' in proposed) {
        refused += 1;
        return;
      }
      written += 1;
      const tail = text.slice(end - (text.slice(start, end).endsWith('\n') ? 1 : 0));
      if (!proposed.text.startsWith(text.slice(0, start))) throw new Error('what stands before it changed');
      if (!proposed.text.endsWith(tail)) throw new Error('what stands behind it changed');
      const after = planText(proposed.text, request);
      const steps = (planned: typeof before): string[] =>
        planned.plan.steps
          .filter(({ range }) => range.start !== start)
          .map(({ text: each, stage, keyword }) => `${stage} ${keyword} ${each}`);
      if (!isDeepStrictEqual(steps(after), steps(before))) throw new Error('other steps changed');
    }),
    propertyRuns(150),
  );
  t.log(`${written} written, ${refused} refused`);
  t.true(written > 60);
});
