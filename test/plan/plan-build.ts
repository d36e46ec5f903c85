// What the plan makes of a file; every rule here was seen on BuildKit.
import test from 'ava';
import type { RunAction, CopyAction } from '../../src/plan/action.js';
import { defaultPath, type ImageConfig } from '../../src/plan/image-config.js';
import type { Plan, Step } from '../../src/plan/plan.js';
import { configOf } from '../../src/plan/state/configuration.js';
import { environmentOf } from '../../src/plan/state/scope.js';
import { planOf, planWithMessages, type PlanRequest } from '../helpers/plan-of.js';

const last = (plan: Plan): Step => plan.steps.at(-1)!;
const configFrom = (text: string, request?: PlanRequest): ImageConfig =>
  configOf(last(planOf(text, request)).after);
const runOf = (text: string, request?: PlanRequest): RunAction => {
  const step = planOf(text, request).steps.findLast(({ action }) => action.type === 'run');
  return step!.action as RunAction;
};
const copyOf = (text: string, request?: PlanRequest): CopyAction =>
  last(planOf(text, request)).action as CopyAction;
const environmentAfter = (text: string, request?: PlanRequest): readonly string[] =>
  environmentOf(runOf(`FROM a\n${text}\nRUN x`, request).scope).filter((entry) => !entry.startsWith('PATH='));

const configures = test.macro((t, body: string, expected: Partial<ImageConfig>, base?: ImageConfig) => {
  const config = configFrom(`FROM a\n${body}`, base === undefined ? {} : { images: { a: base } });
  for (const [field, value] of Object.entries(expected))
    t.deepEqual(config[field as keyof ImageConfig], value, field);
});

test('ENV keeps the place a name already has', configures, 'ENV B=2\nENV PATH=/x', {
  Env: ['PATH=/x', 'B=2'],
});
test('all pairs of one ENV see the environment from before it', configures, 'ENV A=1\nENV A=2 B=$A', {
  Env: ['PATH=/bin', 'A=2', 'B=1'],
});
test('the legacy form of ENV takes the rest of the line', configures, 'ENV A b c', {
  Env: ['PATH=/bin', 'A=b c'],
});
test(
  'a base without PATH gets one',
  configures,
  'USER x',
  { Env: ['A=1', `PATH=${defaultPath}`] },
  { Env: ['A=1'] },
);
test('a relative WORKDIR continues the one before', configures, 'WORKDIR /a/b\nWORKDIR ../c', {
  WorkingDir: '/a/c',
});
test('EXPOSE writes protocols in lower case and spreads ranges', configures, 'EXPOSE 53/UDP 80-81', {
  ExposedPorts: { '53/udp': {}, '80/tcp': {}, '81/tcp': {} },
});
test('EXPOSE loses what stands before a modifier', configures, 'EXPOSE ${S:-80}-${E:-82} 80${A:-90}', {
  ExposedPorts: { '82/tcp': {}, '90/tcp': {} },
});
test('EXPOSE cuts what it expands at blanks', configures, 'ENV P="80 81/udp"\nEXPOSE $P', {
  ExposedPorts: { '80/tcp': {}, '81/udp': {} },
});
test('VOLUME keeps relative text', configures, 'VOLUME ["/data", "x"]', { Volumes: { '/data': {}, x: {} } });
test(
  'HEALTHCHECK reads durations to nanoseconds',
  configures,
  'HEALTHCHECK --interval=1m30s --retries=3 CMD true',
  {
    Healthcheck: { Test: ['CMD-SHELL', 'true'], Interval: 90_000_000_000, Retries: 3 },
  },
);
test(
  'HEALTHCHECK NONE keeps no inherited interval',
  configures,
  'HEALTHCHECK NONE',
  { Healthcheck: { Test: ['NONE'] } },
  {
    Healthcheck: { Test: ['CMD', 'x'], Interval: 5 },
  },
);
test('CMD in shell form goes through SHELL', configures, 'SHELL ["/bin/bash", "-c"]\nCMD a b', {
  Cmd: ['/bin/bash', '-c', 'a b'],
});
test(
  'ENTRYPOINT clears an inherited CMD',
  configures,
  'ENTRYPOINT ["x"]',
  { Cmd: undefined, Entrypoint: ['x'] },
  { Cmd: ['y'] },
);
test('ENTRYPOINT leaves a CMD of its own stage', configures, 'CMD ["y"]\nENTRYPOINT ["x"]', {
  Cmd: ['y'],
  Entrypoint: ['x'],
});
test(
  'LABEL adds to what the base has',
  configures,
  'LABEL b="2 3"',
  { Labels: { a: '1', b: '2 3' } },
  { Labels: { a: '1' } },
);
test('STOPSIGNAL is expanded', configures, 'ARG S=KILL\nSTOPSIGNAL SIG$S', { StopSignal: 'SIGKILL' });
test('ONBUILD is kept with its inner blanks', configures, 'ONBUILD RUN a  b', { OnBuild: ['RUN a  b'] });

test('ENTRYPOINT clears a CMD of the stage it is built from', (t) => {
  t.is(configFrom('FROM a AS x\nCMD ["y"]\nFROM x\nENTRYPOINT ["z"]').Cmd, undefined);
});

test('FROM scratch begins with PATH and the root as its folder', (t) => {
  t.deepEqual(configFrom('FROM scratch\nUSER 1'), {
    User: '1',
    WorkingDir: '/',
    Env: [`PATH=${defaultPath}`],
  });
});

test(
  'EXPOSE drops an address and a port of the host',
  configures,
  'EXPOSE [::1]:8080:80 127.0.0.1::81 90-91:82',
  {
    ExposedPorts: { '80/tcp': {}, '81/tcp': {}, '82/tcp': {} },
  },
);
test('STOPSIGNAL may be a negative number', configures, 'STOPSIGNAL -1', { StopSignal: '-1' });
test('--retries may have a sign', configures, 'HEALTHCHECK --retries=+5 CMD x', {
  Healthcheck: { Test: ['CMD-SHELL', 'x'], Retries: 5 },
});
test('--retries may be nothing with a sign', configures, 'HEALTHCHECK --retries=-0 CMD x', {
  Healthcheck: { Test: ['CMD-SHELL', 'x'] },
});
test('flags of HEALTHCHECK may be empty', configures, 'HEALTHCHECK --interval= --retries= CMD x', {
  Healthcheck: { Test: ['CMD-SHELL', 'x'] },
});

const sees = test.macro((t, body: string, expected: readonly string[], request?: PlanRequest) => {
  t.deepEqual(environmentAfter(body, request), expected);
});

test('an ARG after an ENV of the same name wins, even with only its default', sees, 'ENV A=1\nARG A=2', [
  'A=2',
]);
test('an ARG without a value leaves the ENV', sees, 'ENV A=1\nARG A', ['A=1']);
test('a later ENV wins again', sees, 'ARG A=2\nENV A=1', ['A=1']);
test('--build-arg wins over a default', sees, 'ARG A=2', ['A=9'], {
  options: { buildArguments: { A: '9' } },
});
test('a default that is not used is not expanded', sees, 'ARG A=${B:?needed}', ['A=9'], {
  options: { buildArguments: { A: '9' } },
});
test('an ARG sees the ENV before it', sees, 'ENV A=1\nARG B=${A}x', ['A=1', 'B=1x']);
test('platform arguments exist once they are declared', sees, 'ARG TARGETARCH', ['TARGETARCH=amd64']);
test('a build argument wins over that of the platform', sees, 'ARG TARGETARCH', ['TARGETARCH=z80'], {
  options: { buildArguments: { TARGETARCH: 'z80' } },
});
test('the version of a system is empty, and not unset', sees, 'ARG TARGETOSVERSION', ['TARGETOSVERSION=']);
test('the target stage of a last stage without a name', sees, 'ARG TARGETSTAGE', ['TARGETSTAGE=default']);
test('nothing of the platform is seen undeclared', sees, 'USER x', []);

test('without --target, the target stage is the name of the last', (t) => {
  const text = 'FROM a AS one\nFROM a AS Two\nARG TARGETSTAGE\nRUN x';
  t.true(environmentOf((planOf(text).steps.at(-1)!.action as RunAction).scope).includes('TARGETSTAGE=two'));
});

test('the configuration keeps the value of ENV, whatever ARG says', (t) => {
  t.deepEqual(configFrom('FROM a\nENV A=1\nARG A=2').Env, ['PATH=/bin', 'A=1']);
});

test('a global ARG is seen by FROM, and by a stage that declares it', (t) => {
  const text = 'ARG V=7\nFROM a:$V\nRUN one\nARG V\nRUN two';
  const [, before, , after] = planOf(text).steps;
  t.deepEqual(environmentOf((before!.action as RunAction).scope), ['PATH=/bin']);
  t.deepEqual(environmentOf((after!.action as RunAction).scope), ['PATH=/bin', 'V=7']);
  t.is(planOf(text).stages[0]!.base.type, 'image');
});

test('a stage inherits the ARG values of the stage it is built from', (t) => {
  t.deepEqual(environmentOf(runOf('FROM a AS x\nARG V=1\nFROM x\nRUN y').scope), ['PATH=/bin', 'V=1']);
});

test('proxy arguments reach RUN apart from the environment, and expand to nothing', (t) => {
  const request = { options: { buildArguments: { HTTP_PROXY: 'http://p' } } };
  const run = runOf('FROM a\nENV X=$HTTP_PROXY\nRUN y', request);
  t.deepEqual(run.proxies, ['HTTP_PROXY=http://p']);
  t.deepEqual(environmentOf(run.scope), ['PATH=/bin', 'X=']);
});

test('RUN in exec form is taken as it is', (t) => {
  t.deepEqual(runOf('FROM a\nRUN ["x", "$A"]').command, ['x', '$A']);
});

test('a heredoc alone is the script', (t) => {
  t.deepEqual(runOf('FROM a\nRUN <<EOF\necho a\necho b\nEOF\n').command, [
    '/bin/sh',
    '-c',
    'echo a\necho b\n',
  ]);
});

test('a heredoc alone may have a number, or blanks in its name', (t) => {
  const scriptOf = (delimiter: string, end: string): unknown =>
    runOf(`FROM a\nRUN ${delimiter}\necho a\n${end}\n`).command;
  const expected = ['/bin/sh', '-c', 'echo a\n'];
  t.deepEqual(scriptOf('3<<EOF', 'EOF'), expected);
  t.deepEqual(scriptOf('<<"one two"', 'one two'), expected);
  const run = runOf('FROM a\nRUN 3<<EOF\n#!/bin/x\nEOF\n');
  t.deepEqual(run.file, { name: 'EOF', content: '#!/bin/x\n' });
});

test('a heredoc that begins with #! is a file to be executed', (t) => {
  const run = runOf('FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF\n');
  t.deepEqual(run.command, ['/bin/sh', '-c', '/dev/pipes/EOF']);
  t.deepEqual(run.file, { name: 'EOF', content: '#!/usr/bin/env python3\nprint(1)\n' });
});

test('beside other words the shell gets the line and the body', (t) => {
  t.deepEqual(runOf('FROM a\nRUN cat <<EOF > /x\nhi\nEOF\n').command, [
    '/bin/sh',
    '-c',
    'cat <<EOF > /x\nhi\nEOF',
  ]);
});

test('COPY sees its destination from WORKDIR, and a trailing slash stays', (t) => {
  t.is(copyOf('FROM a\nWORKDIR /w\nCOPY a b ./').destination, '/w/');
  t.is(copyOf('FROM a\nWORKDIR /w\nCOPY a c/d').destination, '/w/c/d');
});

test('COPY --from takes a stage by name, by number, or an image', (t) => {
  const text = (from: string): string => `FROM a AS one\nRUN x\nFROM b\nCOPY --from=${from} /x /y`;
  t.deepEqual(copyOf(text('one')).from, { type: 'stage', index: 0 });
  t.deepEqual(copyOf(text('ONE')).from, { type: 'stage', index: 0 });
  t.deepEqual(copyOf(text('0')).from, { type: 'stage', index: 0 });
  t.deepEqual(copyOf(text('c:1')).from, { type: 'image', reference: 'c:1', id: 'sha256:c:1' });
});

test('an empty --from is the context', (t) => {
  t.deepEqual(copyOf('FROM a\nCOPY --from= x /y').from, { type: 'context' });
});

test('an empty --platform is none', (t) => {
  t.deepEqual(planOf('FROM --platform= a').stages[0]!.base, {
    type: 'image',
    reference: 'a',
    id: 'sha256:a',
  });
});

test('the number of a stage may have a sign', (t) => {
  t.deepEqual(copyOf('FROM a\nFROM b\nCOPY --from=-0 /x /y').from, { type: 'stage', index: 0 });
});

test('a stage that nothing needs may be built FROM what it takes files from further down', (t) => {
  t.is(planOf('FROM a AS x\nCOPY --from=y /f /\nFROM x AS y\nFROM b').stages.length, 1);
});

test('of two stages with one name the later is meant', (t) => {
  t.deepEqual(copyOf('FROM a AS x\nFROM b AS x\nFROM c\nCOPY --from=x /x /y').from, {
    type: 'stage',
    index: 1,
  });
});

test('the body of a COPY heredoc is expanded, unless its delimiter is quoted', (t) => {
  const text = (delimiter: string): string => `FROM a\nENV V=1\nCOPY <<${delimiter} /x\n"$V"\nEOF\n`;
  t.deepEqual(copyOf(text('EOF')).files, [{ name: 'EOF', content: '"1"\n' }]);
  t.deepEqual(copyOf(text('"EOF"')).files, [{ name: 'EOF', content: '"$V"\n' }]);
});

test('stages that the target does not need are left out', (t) => {
  const text = 'FROM a AS one\nRUN x\nFROM b AS two\nRUN y\nFROM c AS three\nCOPY --from=one /x /x';
  t.deepEqual(
    planOf(text).stages.map(({ name }) => name),
    ['one', 'three'],
  );
  t.deepEqual(
    planOf(text, { options: { target: 'Two' } }).stages.map(({ name }) => name),
    ['two'],
  );
});

test('triggers of the base become steps at the FROM that fires them', (t) => {
  const plan = planOf('FROM a\nRUN y', { images: { a: { OnBuild: ['ENV A=1', 'RUN x'] } } });
  t.deepEqual(
    plan.steps.map(({ text, trigger, line }) => [text, trigger, line]),
    [
      ['FROM a', false, 1],
      ['ENV A=1', true, 1],
      ['RUN x', true, 1],
      ['RUN y', false, 2],
    ],
  );
  t.is(configOf(last(plan).after).OnBuild, undefined);
});

test('triggers of a stage fire for FROM stage too', (t) => {
  const plan = planOf('FROM a AS x\nONBUILD RUN z\nFROM x');
  t.deepEqual(
    plan.steps.map(({ text }) => text),
    ['FROM a AS x', 'ONBUILD RUN z', 'FROM x', 'RUN z'],
  );
});

test('what is wrong in a trigger is told at the FROM that fires it, a warning as a warning', (t) => {
  const images = { a: { OnBuild: ['EXPOSE x', 'RUN y \\\n\n  z'] } };
  const { messages } = planWithMessages('# comment\nFROM a\n', { images });
  t.deepEqual(
    messages.map(({ code, severity, range }) => [code, severity, range.start]),
    [
      ['continuation-empty', 'warning', 10],
      ['argument-invalid', 'error', 10],
    ],
  );
  t.regex(messages[1]!.text, /^ONBUILD trigger `EXPOSE x` of the base image: EXPOSE: /);
});

test('labels of the command line are added at the end', (t) => {
  t.deepEqual(configFrom('FROM a\nLABEL a=1 b=1', { options: { labels: { b: '2' } } }).Labels, {
    a: '1',
    b: '2',
  });
});

const refuses = test.macro((t, text: string, code: string, request?: PlanRequest) => {
  const { messages } = planWithMessages(text, request);
  t.deepEqual(
    messages.filter(({ severity }) => severity === 'error').map((message) => message.code),
    [code],
  );
});

test('refused: a target that is no stage', refuses, 'FROM a AS one', 'target-unknown', {
  options: { target: 'oen' },
});
test('refused: a target by number', refuses, 'FROM a AS one', 'target-unknown', { options: { target: '0' } });
test('refused: a stage number that there is not', refuses, 'FROM a\nCOPY --from=3 /x /y', 'stage-unknown');
test('refused: a stage copying from itself', refuses, 'FROM a AS x\nCOPY --from=x /x /y', 'stage-cycle');
test(
  'refused: a stage mounting itself, though nothing needs it',
  refuses,
  'FROM a AS x\nRUN --mount=from=x,target=/m y\nFROM b',
  'stage-cycle',
);
test('refused: a stage number below 0', refuses, 'FROM a\nCOPY --from=-1 /x /y', 'stage-unknown');
test('refused: an origin that can be no image', refuses, 'FROM a\nCOPY --from=Foo /x /y', 'stage-unknown');
test(
  'refused: a mount from what can be no image, though nothing needs it',
  refuses,
  'FROM a\nRUN --mount=from=Bar,target=/m y\nFROM b',
  'stage-unknown',
);
test(
  'refused: an origin of a trigger that can be no image',
  refuses,
  'FROM a AS x\nONBUILD COPY --from=Foo /x /y\nFROM x',
  'stage-unknown',
);
test(
  'refused: stages that take files from each other, though nothing needs them',
  refuses,
  'FROM a AS x\nCOPY --from=y /f /\nFROM b AS y\nRUN --mount=from=x,target=/m z\nFROM c',
  'stage-cycle',
);
test(
  'refused: a mount from a stage further down, of a stage that is needed',
  refuses,
  'FROM a AS x\nRUN --mount=from=y,target=/m z\nFROM b AS y\nFROM x',
  'flag-invalid',
);
test('refused: a digest that is cut off', refuses, `FROM a@sha256:${'a'.repeat(32)}`, 'reference-invalid');
test('refused: a variable that is required', refuses, 'FROM a\nENV X=${Y:?give}', 'word-required');
test('refused: a FROM that expands to nothing', refuses, 'ARG I\nFROM $I', 'reference-invalid');
test('refused: a port that is none', refuses, 'FROM a\nEXPOSE http', 'argument-invalid');
test(
  'refused: ports that a quote holds together',
  refuses,
  'FROM a\nENV P="80 81"\nEXPOSE "$P"',
  'argument-invalid',
);
test('refused: a port that is required', refuses, 'FROM a\nEXPOSE ${P:?give}', 'word-required');
test('refused: a port of no address', refuses, 'FROM a\nEXPOSE x:1:2', 'argument-invalid');
test('refused: more ports of the host than it has', refuses, 'FROM a\nEXPOSE 1-2:3-5', 'argument-invalid');
test('refused: a signal of no system', refuses, 'FROM a\nSTOPSIGNAL SIGFOO', 'argument-invalid');
test('refused: a URL in COPY', refuses, 'FROM a\nCOPY https://example.com/x /', 'argument-invalid');
test(
  'refused: a stage further down',
  refuses,
  'FROM a AS c\nCOPY --from=b /x /\nFROM a AS b',
  'stage-unknown',
  {
    options: { target: 'c' },
  },
);
test('refused: a platform that is none', refuses, 'FROM --platform=nope a', 'flag-invalid');
test('refused: a platform of nothing', refuses, 'FROM --platform=$NOPE a', 'flag-invalid');
test('not yet: RUN --device', refuses, 'FROM a\nRUN --device=vendor.com/d=x y', 'unsupported-form');
test('refused: a mount without a target', refuses, 'FROM a\nRUN --mount=type=cache x', 'flag-invalid');
test(
  'refused: an ADD --checksum that is none',
  refuses,
  'FROM a\nADD --checksum=sha256:1 https://example.com/x /',
  'argument-invalid',
);
test('refused: an ADD --checksum of a file', refuses, 'FROM a\nADD --checksum=sha256:1 x /', 'flag-invalid');
test('refused: an --exclude that is no pattern', refuses, 'FROM a\nCOPY --exclude=[ x /', 'flag-invalid');
test('refused: a --chmod that is no mode', refuses, 'FROM a\nCOPY --chmod=x+u x /', 'flag-invalid');

test('ENV of a name with an equals sign in it finds no entry; one of the name before it does', (t) => {
  const after = (text: string): ImageConfig['Env'] => configFrom(`FROM a\nARG X=A=b\n${text}`).Env?.slice(1);
  t.deepEqual(after('ENV $X=1\nENV A=z'), ['A=z']);
  t.deepEqual(after('ENV A=y\nENV $X=1\nENV A=z'), ['A=z', 'A=b=1']);
});

test('what doubles with each line is refused before it fills the memory', (t) => {
  const lines = Array.from({ length: 40 }, () => 'ENV A=$A$A').join('\n');
  const { messages } = planWithMessages(`FROM a\nENV A=xxxxxxxxxxxxxxxx\n${lines}`);
  t.is(messages[0]?.text, 'it expands to more than 16 MB');
});

test('so is what replacing makes of it', (t) => {
  const lines = Array.from({ length: 16 }, () => 'ENV A=$A$A').join('\n');
  const { messages } = planWithMessages(`FROM a\nENV A=xxxxxxxxxxxxxxxx\n${lines}\nENV B=\${A//x/$A}`);
  t.is(messages[0]?.text, 'it expands to more than 16 MB');
});
