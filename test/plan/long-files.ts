// Files made to be long: nothing overflows, and nothing is made once for each line that goes with all lines. The time that
// takes is in `npm run bench language`.
import test from 'ava';
import { checkDockerfile } from '../../src/check/check-dockerfile.js';
import { explainBuild } from '../../src/explain/explain-build.js';
import { environmentOf, valueIn } from '../../src/plan/state/scope.js';
import { variableOrigin } from '../../src/plan/variable-origin.js';
import { keptLines } from '../../src/session/kept-lines.js';
import { requiredStages } from '../../src/session/required-stages.js';
import { createSession } from '../../src/session/state.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { outlined } from '../helpers/outlined.js';
import { plainOptions } from '../helpers/plan-of.js';

const count = 3000;
const lines = (make: (index: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join('\n');
const last = count - 1;

const isRead = test.macro((t, text: string, expected: string) => {
  const { outline, plan } = outlined(text, {}, { a: { Env: ['PATH=/bin'] } });
  const { steps } = explainBuild(outline, plan);
  t.is(steps.length, plan.steps.length);
  t.is(steps.at(-1)?.does, expected);
  const { messages } = checkDockerfile(parseDockerfile(text), plainOptions, { images: new Map() });
  t.deepEqual(messages, []);
});

test(
  'ENV, each of the one before',
  isRead,
  `FROM a\nENV A0=x\n${lines((at) => `ENV A${String(at + 1)}=$A${String(at)}`)}\nUSER $A${String(count)}`,
  'lets what follows, and containers of the image, run as x',
);
test(
  'ARG',
  isRead,
  `FROM a\n${lines((at) => `ARG A${String(at)}=u`)}\nUSER $A0`,
  'lets what follows, and containers of the image, run as u',
);
test(
  'RUN between them',
  isRead,
  `FROM a\n${lines((at) => `ARG A${String(at)}=u\nRUN x`)}`,
  'hands the script to /bin/sh -c in / as root, and keeps the files it changed',
);
test(
  'LABEL',
  isRead,
  `FROM a\n${lines((at) => `LABEL l${String(at)}=x`)}`,
  `labels the image: l${String(last)}`,
);
test(
  'EXPOSE',
  isRead,
  `FROM a\n${lines((at) => `EXPOSE ${String(at + 1)}`)}`,
  `notes in the image: ${String(count)}/tcp; publishes nothing`,
);
test(
  'VOLUME',
  isRead,
  `FROM a\n${lines((at) => `VOLUME /v${String(at)}`)}`,
  `gives containers of the image a volume: /v${String(last)}`,
);
test(
  'ONBUILD',
  isRead,
  `FROM a\n${lines(() => 'ONBUILD RUN x')}`,
  'keeps the instruction for the images that are built FROM this one',
);
test(
  'stages, each built from the one before',
  isRead,
  `FROM a AS s0\n${lines((at) => `FROM s${String(at)} AS s${String(at + 1)}\nENV A${String(at)}=x`)}`,
  `sets A${String(last)} for what follows and in the containers of the image`,
);
test(
  'stages, each taking from the one before',
  isRead,
  `FROM a AS s0\n${lines((at) => `FROM a AS s${String(at + 1)}\nCOPY --from=s${String(at)} / /`)}`,
  `copies / of stage s${String(last)} to /, owner as it was`,
);

test('a name that is set nowhere, on every line', (t) => {
  const text = `FROM scratch\n${lines((at) => `ENV B${String(at)}=$NONE${String(at)}`)}`;
  const { findings } = checkDockerfile(parseDockerfile(text), plainOptions, { images: new Map() });
  t.is(findings.length, count);
});

test('states keep what was so', (t) => {
  const { plan } = outlined(`FROM a\n${lines((at) => `ENV A=${String(at)} B${String(at)}=x`)}`);
  t.is(valueIn(plan.steps[1]!.after, 'A'), '0');
  t.is(valueIn(plan.steps.at(-1)!.after, 'A'), String(last));
  t.deepEqual(environmentOf(plan.steps[2]!.after).slice(1), ['A=1', 'B0=x', 'B1=x']);
});

test('10,000 stages, each built from the one before, overflow no stack', (t) => {
  const stages = Array.from({ length: 10_000 }, (_, at) => `FROM s${String(at)} AS s${String(at + 1)}`).join(
    '\n',
  );
  const text = `FROM scratch AS s0\nENV V=1\n${stages}\nRUN echo $V\nWORKDIR a`;
  const { outline, plan } = outlined(text);
  t.is(plan.stages.length, 10_001);
  const run = plan.steps.at(-2)!;
  t.deepEqual(variableOrigin(outline, plan, run, 'V'), { type: 'env', line: 2 });
  const { findings } = checkDockerfile(parseDockerfile(text), plainOptions, { images: new Map() });
  t.deepEqual(
    findings.map(({ rule }) => rule),
    ['WorkdirRelativePath'],
  );
  t.is(requiredStages(plan, {}).size, 10_001);
  t.deepEqual(keptLines(createSession(plan, { interactive: false, checkpoints: {} }), run.id), []);
});
