import test from 'ava';
import { historyOf } from '../../src/engine/history.js';
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
