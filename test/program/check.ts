// `refrom check` as a user runs it: what it prints where, and the exit status. No engine is asked but in the last tests.
import { join } from 'node:path';
import test from 'ava';
import { makeProject, refrom, type Finished } from '../helpers/refrom.js';

/** An address nobody answers at: whoever asks an engine fails. */
const withoutEngine = { env: { DOCKER_HOST: 'unix:///nowhere/docker.sock' } };

const check = (words: readonly string[], options: object = {}): Promise<Finished> =>
  refrom(['check', ...words], { ...withoutEngine, ...options });

const file = (text: string): Record<string, string> => ({ Dockerfile: text });

interface Report {
  readonly path: string;
  readonly status: string;
  readonly problems: readonly Record<string, unknown>[];
  readonly findings: readonly Record<string, unknown>[];
  readonly undecided: readonly Record<string, unknown>[];
}

const fine = 'FROM a\nCMD ["x"]\n';
const warned = 'FROM a as b\nCMD ["x"]\n';
const wrong = 'FROM a as b\nCOPPY a b\n';

test('nothing to report is status 0', async (t) => {
  const folder = await makeProject(t, file(fine));
  const { exitCode, stdout, stderr } = await check([], { cwd: folder });
  t.is(exitCode, 0, stderr);
  t.is(stdout, 'Dockerfile: nothing to report');
  t.is(stderr, '');
});

test('a warning alone is status 2, with place, excerpt, rule, and what to do', async (t) => {
  const folder = await makeProject(t, file(warned));
  const { exitCode, stdout, stderr } = await check(['Dockerfile'], { cwd: folder });
  t.is(exitCode, 2);
  t.is(stderr, '');
  t.is(
    stdout,
    `Dockerfile:1:8: warning: \`as\` beside \`FROM\`: the two are spelled in different cases (FromAsCasing)
>  1 | FROM a as b
     |        ^^
  write \`AS\`
  https://docs.docker.com/go/dockerfile/rule/from-as-casing/

Dockerfile: 1 warning`,
  );
});

test('errors and findings are told together, in the order of the file', async (t) => {
  const folder = await makeProject(t, file(wrong));
  const { exitCode, stdout } = await check([join(folder, 'Dockerfile')]);
  t.is(exitCode, 2);
  t.regex(
    stdout,
    /Dockerfile:1:8: warning: [^]*Dockerfile:2:1: `COPPY` [^]*did you mean `COPY`\?[^]*1 error, 1 warning$/,
  );
});

test('error=true makes errors of warnings; skip leaves nothing of them', async (t) => {
  const folder = await makeProject(t, {
    raised: `# check=error=true\n${warned}`,
    skipped: `# check=skip=FromAsCasing;error=true\n${warned}`,
  });
  const raised = await check(['raised'], { cwd: folder });
  t.is(raised.exitCode, 2);
  t.regex(raised.stdout, /^raised:2:8: `as` [^]*raised: 1 error$/);
  const skipped = await check(['skipped'], { cwd: folder });
  t.is(skipped.exitCode, 0);
});

test('an unknown rule in skip is warned of, and changes nothing', async (t) => {
  const folder = await makeProject(t, file(`# check=skip=FromAsCasin\n${fine}`));
  const { exitCode, stdout } = await check([folder]);
  t.is(exitCode, 0);
  t.regex(stdout, /Dockerfile:1:1: warning: .*no rule `FromAsCasin`[^]*did you mean `FromAsCasing`\?/);
});

test('a check directive that cannot be read is an error', async (t) => {
  const folder = await makeProject(t, file(`# check=nonsense\n${fine}`));
  const { exitCode, stdout } = await check([folder]);
  t.is(exitCode, 2);
  t.regex(stdout, /Dockerfile:1:1: `# check=`: `nonsense` cannot be read/);
});

test('JSON has the same, with places for programs', async (t) => {
  const folder = await makeProject(t, file(`${wrong}ENV X=$JAVA_HOME\n`));
  const { exitCode, stdout, stderr } = await check(['--format', 'json'], { cwd: folder });
  t.is(exitCode, 2);
  t.is(stderr, '');
  const report = JSON.parse(stdout) as Report;
  t.deepEqual(Object.keys(report), ['path', 'status', 'problems', 'findings', 'undecided']);
  t.like(report, { path: 'Dockerfile', status: 'wrong' });
  t.like(report.problems[0], {
    code: 'unknown-instruction',
    severity: 'error',
    line: 2,
    column: 1,
    endLine: 2,
    endColumn: 6,
  });
  t.like(report.findings[0], {
    rule: 'FromAsCasing',
    severity: 'warning',
    line: 1,
    column: 8,
    reportedLines: { first: 1, last: 1 },
  });
  t.like(report.undecided[0], { variable: 'JAVA_HOME', image: 'a', line: 3, column: 7 });
});

test('JSON of a file that is fine, and of one with warnings', async (t) => {
  const folder = await makeProject(t, { fine, warned });
  const status = async (name: string): Promise<string> =>
    (JSON.parse((await check(['--format=json', name], { cwd: folder })).stdout) as Report).status;
  t.is(await status('fine'), 'fine');
  t.is(await status('warned'), 'warnings');
});

test('a file on standard input', async (t) => {
  const { exitCode, stdout } = await check(['-'], { stdin: 'pipe', input: warned });
  t.is(exitCode, 2);
  t.regex(stdout, /^Dockerfile:1:8: /);
});

test('the build context: of the folder, of the file in it, and of --file', async (t) => {
  const text = 'FROM a\nCOPY x.txt /\n';
  const folder = await makeProject(t, {
    'app/Dockerfile': text,
    'app/.dockerignore': '*.txt\n',
    'own/Dockerfile': text,
    'own/Dockerfile.dockerignore': 'y\n',
    'own/.dockerignore': '*\n',
  });
  const status = async (...words: string[]): Promise<number | undefined> =>
    (await check(words, { cwd: folder })).exitCode;
  t.is(await status('app'), 2);
  t.is(await status('app/Dockerfile'), 2);
  t.is(await status('-f', 'app/Dockerfile', '.'), 0);
  t.is(await status('-f', 'app/Dockerfile'), 0);
  t.is(await status('-f', 'own/Dockerfile', 'app'), 0);
  t.is(await status('own'), 0);
});

test('build arguments, target and platform count', async (t) => {
  const folder = await makeProject(
    t,
    file('ARG I=a\nFROM $I AS one\nCMD x\nFROM --platform=$TARGETPLATFORM a AS two\nCMD ["x"]\n'),
  );
  const rules = async (...words: string[]): Promise<string[]> => {
    const { stdout } = await check([...words, '--format', 'json', folder]);
    return (JSON.parse(stdout) as Report).findings.map(({ rule }) => String(rule));
  };
  t.deepEqual(await rules(), ['JSONArgsRecommended', 'RedundantTargetPlatform']);
  t.deepEqual(await rules('--target', 'two'), ['RedundantTargetPlatform']);
  t.deepEqual(await rules('--platform', 'linux/arm64'), ['JSONArgsRecommended', 'RedundantTargetPlatform']);
  t.deepEqual(await rules('--build-arg', 'BUILDKIT_DOCKERFILE_CHECK=skip=all'), []);
  t.regex((await check(['--build-arg', 'I=', folder])).stdout, /expands to nothing/);
  t.regex((await check(['--target', 'tow', folder])).stdout, /stage `tow` is not defined/);
});

const misused = test.macro(async (t, words: readonly string[], says: RegExp) => {
  const folder = await makeProject(t, file(fine));
  const { exitCode, stdout, stderr } = await check(words, { cwd: folder });
  t.is(exitCode, 2);
  t.is(stdout, '');
  t.regex(stderr, says);
  t.notRegex(stderr, /\n {4}at .*:\d+:\d+/);
});

test(
  'a file that is missing, with the one that is meant',
  misused,
  ['Dockerfil'],
  /Dockerfil does not exist[^]*did you mean `Dockerfile`\?/,
);
test('an unknown format', misused, ['--format', 'xml'], /xml[^]*text, json/);
test('an unknown flag', misused, ['--formt', 'json'], /--formt/);
test('a platform that is none', misused, ['--platform', 'amiga'], /--platform amiga/);
test('several platforms', misused, ['--platform', 'linux/amd64,linux/arm64'], /one platform/);
test('a context that is missing', misused, ['-f', 'Dockerfile', 'nowhere'], /nowhere does not exist/);
test('two files', misused, ['Dockerfile', 'Dockerfile'], /too many arguments/);

test('an empty file on standard input', async (t) => {
  const { exitCode, stderr } = await check(['-'], { stdin: 'pipe', input: '' });
  t.is(exitCode, 2);
  t.regex(stderr, /standard input is empty/);
});

test('--images asks the engine what the base image sets', async (t) => {
  const text = 'FROM fixture/busybox\nENV X=$NOWHERE Y=$PATH\n';
  const without = await check(['-'], { stdin: 'pipe', input: text });
  t.is(without.exitCode, 0);
  t.regex(without.stdout, /note: only `fixture\/busybox` can have set `\$NOWHERE`/);
  const { exitCode, stdout } = await refrom(['check', '--images', '-'], { stdin: 'pipe', input: text });
  t.is(exitCode, 2);
  t.regex(stdout, /`\$NOWHERE` is set nowhere[^]*UndefinedVar/);
});

test('--images without an engine is status 3', async (t) => {
  const { exitCode, stderr } = await check(['--images', '-'], { stdin: 'pipe', input: fine });
  t.is(exitCode, 3);
  t.regex(stderr, /no Docker engine answers/);
});
