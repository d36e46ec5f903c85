import test from 'ava';
import { historyOf, renewArguments } from '../../src/engine/history.js';
import { planOf } from '../helpers/plan-of.js';

/** What the history says of the last step. What `docker build` says is compared by fixtures/parity/history. */
const says = test.macro<[text: string, expected: string]>({
  exec: (t, text, expected) => {
    t.is(historyOf(planOf(`FROM a\n${text}\n`).steps, false, '').at(-1)?.created_by, expected);
  },
  title: (_ = '', text, expected) => `${JSON.stringify(text)}: ${expected}`,
});

test(says, 'ARG A=1 B="two words"', 'ARG A=1 B=two words');
test(says, 'ARG API_TOKEN=abc', 'ARG API_TOKEN');
test(says, 'ARG API_TOKEN="a b c" B=2', 'ARG API_TOKEN B=2');
test(says, 'ARG API_TOKEN= B', 'ARG API_TOKEN B');
test(says, 'ARG API_TOKEN=abc\nRUN x', 'RUN /bin/sh -c x # buildkit');
test(says, 'ARG A=abc\nRUN x', 'RUN |1 A=abc /bin/sh -c x # buildkit');
test(says, 'ARG A=abc\nENV A=def\nRUN x', 'RUN |1 A=def /bin/sh -c x # buildkit');
test(says, 'ARG A\nRUN x', 'RUN |1 A= /bin/sh -c x # buildkit');
test(says, 'ARG TOKEN=abc\nENV B=$TOKEN', 'ENV B=abc');
test(says, 'ARG TOKEN=abc\nADD https://$TOKEN@a.b/c /d', 'ADD https://$TOKEN@a.b/c /d # buildkit');
test(says, 'COPY --parents --from=a --link --exclude=*.md a/b c', 'COPY --parents a/b c # buildkit');
test(says, 'USER 1\nONBUILD RUN x', 'USER 1');

test('a history of a build with other arguments says those of this one', (t) => {
  const text = (value: string) =>
    `FROM a\nARG A=${value}\nENV B=1\nARG TOKEN=${value} C=${value}\nONBUILD RUN x\nWORKDIR /w\n`;
  const entries = (value: string) => historyOf(planOf(text(value)).steps, false, 'then');
  const base = [{ created: 'once', created_by: 'ARG A=base' }];
  const { steps } = planOf(text('new'));
  t.deepEqual(renewArguments([...base, ...entries('old')], steps), [...base, ...entries('new')]);
  // What is no entry of these steps stays as it is, and all before it.
  const made = [...entries('old').slice(0, -1), { created: 'then', created_by: 'by hand' }];
  t.deepEqual(renewArguments(made, steps), made);
  t.deepEqual(renewArguments([], steps), []);
});
