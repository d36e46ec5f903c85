// Linear time, coarsely: a quadratic step anywhere takes minutes here, not milliseconds.
import test from 'ava';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';

const isFast = test.macro((t, make: (count: number) => string) => {
  const text = make(20_000);
  const before = process.cpuUsage();
  const { tree } = parseDockerfile(text);
  t.true(tree.nodes.length > 0);
  const { user } = process.cpuUsage(before);
  t.true(user < 4e6, `${Math.round(user / 1e3)} ms`);
});

test('20,000 instructions', isFast, (count) => `FROM a\n${'RUN echo hello world\n'.repeat(count)}`);
test(
  'one instruction of 20,000 lines',
  isFast,
  (count) => `FROM a\nRUN x \\\n${' && y \\\n'.repeat(count)} z\n`,
);
test('one ENV of 20,000 pairs', isFast, (count) => `FROM a\nENV \\\n${' A="b c" \\\n'.repeat(count)} y=x\n`);
test(
  'one ENV of 20,000 pairs with escapes',
  isFast,
  (count) => `FROM a\nENV \\\n${' A=b\\ c \\\n'.repeat(count)} y=x\n`,
);
test('one COPY of 20,000 sources', isFast, (count) => `FROM a\nCOPY ${'a \\\n'.repeat(count)} /d/\n`);
test(
  'one exec form of 20,000 strings',
  isFast,
  (count) => `FROM a\nVOLUME [${'"a", \\\n'.repeat(count)} "b"]\n`,
);
test('one heredoc of 20,000 lines', isFast, (count) => `FROM a\nRUN <<E\n${'x\n'.repeat(count)}E\n`);
test('7,000 heredocs', isFast, (count) => `FROM a\n${'RUN <<E\nx\nE\n'.repeat(count / 3)}`);
test('20,000 heredocs that are never closed', isFast, (count) => `FROM a\n${'RUN <<E\n'.repeat(count)}`);
test('20,000 unknown instructions', isFast, (count) => 'nonsense\n'.repeat(count));
test('20,000 blank lines in a continuation', isFast, (count) => `FROM a\nRUN x \\\n${'\n'.repeat(count)}y\n`);
test('a word of a megabyte', isFast, (count) => `FROM a\nENV A=${'x'.repeat(count * 25)}\n`);
test('an open quote before a megabyte', isFast, (count) => `FROM a\nENV A="${'x y '.repeat(count * 6)}\n`);
test('references nested 20,000 deep', isFast, (count) => `FROM a\nRUN ${'${a:-'.repeat(count)} <<E\n`);
test(
  'arrays nested 20,000 deep',
  isFast,
  (count) => `FROM a\nRUN ${'['.repeat(count)}${']'.repeat(count)}\n`,
);
test('20,000 flags', isFast, (count) => `FROM a\nRUN ${'--mount="a" '.repeat(count)} x\n`);
