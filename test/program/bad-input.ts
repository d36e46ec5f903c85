// What is wrong is said: what, where, why, what to do next; with the right exit status and nothing executed.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { endOf, makeProject, refrom, type Finished } from '../helpers/refrom.js';

interface Expected {
  readonly status: number;
  readonly says: readonly RegExp[];
}

const build = test.macro(
  async (t, files: Record<string, string>, { status, says }: Expected, ...flags: string[]) => {
    const folder = await makeProject(t, files);
    check(await refrom(['build', ...flags, folder]), { status, says });

    function check(finished: Finished, expected: Expected): void {
      t.is(finished.exitCode, expected.status, endOf(finished.stderr));
      for (const pattern of expected.says) t.regex(finished.stderr, pattern);
      t.is(finished.stdout, '', 'messages go to standard error');
      t.notRegex(finished.stderr, /\n {4}at .*:\d+:\d+/, 'no stack trace');
    }
  },
);

const file = (text: string): Record<string, string> => ({ Dockerfile: text });

test.serial(
  'no Dockerfile',
  build,
  { Dockerfil: 'FROM a' },
  { status: 2, says: [/Dockerfile/, /Dockerfil\b/] },
);
test.serial('an empty Dockerfile', build, file(''), {
  status: 2,
  says: [/Dockerfile/, /empty|no instruction/],
});
test.serial('only comments', build, file('# nothing\n'), { status: 2, says: [/no instruction/] });
test.serial(
  'a file that wants no rule broken',
  build,
  file('# check=error=true\nFROM fixture/busybox\nMAINTAINER me\n'),
  { status: 2, says: [/Dockerfile:3:1: .*\(MaintainerDeprecated\)/] },
);
test('bytes that are not UTF-8: fine in a comment, refused where they would be executed', async (t) => {
  const folder = await makeProject(t, {});
  const path = join(folder, 'Dockerfile');
  const bytes = (before: string, after: string): Buffer =>
    Buffer.concat([Buffer.from(before), Buffer.from([0xff, 0xfe]), Buffer.from(after)]);
  await writeFile(path, bytes('FROM fixture/busybox\n# ', '\nRUN true\n'));
  t.is((await refrom(['build', folder])).exitCode, 0);
  await writeFile(path, bytes('FROM fixture/busybox\nRUN echo ', '\n'));
  const refused = await refrom(['build', folder]);
  t.is(refused.exitCode, 2, endOf(refused.stderr));
  t.regex(refused.stderr, /Dockerfile:2:1: RUN: bytes that are not UTF-8 cannot be executed/);
  const checked = await refrom(['check', folder]);
  t.is(checked.exitCode, 0);
  t.regex(checked.stdout, /Dockerfile:2:10: warning: the file has bytes that are not UTF-8/);
});
for (const [flag, entitlement] of [
  ['--network=host', 'network.host'],
  ['--security=insecure', 'security.insecure'],
] as const) {
  const project = file(`FROM fixture/busybox\nRUN ${flag} echo ran\n`);
  test(`RUN ${flag} without --allow`, build, project, {
    status: 2,
    says: [/Dockerfile:2:1: /, new RegExp(`add --allow ${entitlement}`)],
  });
  test(`RUN ${flag} with --allow`, build, project, { status: 0, says: [/ran/] }, '--allow', entitlement);
}
test.serial('a binary file', build, file('FROM a\n\0\0\x01'), { status: 2, says: [/not a text file/] });
test.serial(
  'an unknown instruction, with the nearest one',
  build,
  file('FROM fixture/busybox\nCOPPY a b\n'),
  {
    status: 2,
    says: [/Dockerfile:2:1: /, /COPPY/, /did you mean `COPY`\?/, /\^/],
  },
);
test.serial(
  'an unknown flag, with the nearest one',
  build,
  file('FROM fixture/busybox\nCOPY --form=x a b\n'),
  {
    status: 2,
    says: [/Dockerfile:2:6: /, /did you mean `--from`\?/],
  },
);
test.serial('a JSON array with a number', build, file('FROM fixture/busybox\nCMD ["a", 1]\n'), {
  status: 2,
  says: [/Dockerfile:2:/],
});
test(
  'a stage that is not defined',
  build,
  file('FROM fixture/busybox AS build\nFROM fixture/busybox\nCOPY --from=5 /x /x\n'),
  { status: 2, says: [/Dockerfile:3:6: /, /no stage 5/] },
);
test(
  'a target that is not defined',
  build,
  file('FROM fixture/busybox AS build\n'),
  { status: 2, says: [/`biuld` is not defined/, /did you mean `build`\?/] },
  '--target',
  'biuld',
);
test.serial('several problems together', build, file('FROM fixture/busybox\nCOPPY a b\nRNU x\n'), {
  status: 2,
  says: [/:2:1: /, /:3:1: /, /2 problems/],
});
test(
  'a form that is not executed yet',
  build,
  file('FROM fixture/busybox\nRUN --device=vendor.com/gpu=all x\n'),
  { status: 2, says: [/Dockerfile:2:5: /, /--device is not executed by refrom/] },
);
test.serial('an image that is not there', build, file('FROM fixture/nowhere:1\n'), {
  status: 1,
  says: [/Dockerfile:1:6: /, /fixture\/nowhere:1/, /cannot be pulled/],
});
test(
  'a source that is missing, with what is near',
  build,
  { ...file('FROM fixture/busybox\nCOPY src/indx.js /\n'), 'src/index.js': '' },
  { status: 1, says: [/Dockerfile:2: /, /indx\.js/, /src\/index\.js/] },
);
test(
  'a source that is ignored, with the rule and its line',
  build,
  {
    ...file('FROM fixture/busybox\nCOPY notes.txt /\n'),
    'notes.txt': '',
    '.dockerignore': '# no notes\n*.txt\n',
  },
  { status: 1, says: [/notes\.txt/, /\.dockerignore:2/, /\*\.txt/] },
);
test.serial('a source outside of the context', build, file('FROM fixture/busybox\nCOPY ../secret /\n'), {
  status: 1,
  says: [/Dockerfile:2: /, /secret/],
});
test(
  'a kind of context that is not read',
  build,
  file('FROM fixture/busybox\n'),
  { status: 2, says: [/--build-context x: oci-layout:\/\/ is not read by refrom\n/] },
  '--build-context',
  'x=oci-layout://y',
);
test(
  'a required secret that was not given',
  build,
  file('FROM fixture/busybox\nRUN --mount=type=secret,id=x,required x\n'),
  {
    status: 1,
    says: [/Dockerfile:2: the secret `x` is required and was not given/, /--secret id=x,src=FILE/],
  },
);
test(
  'a secret whose file is missing',
  build,
  file('FROM fixture/busybox\nRUN --mount=type=secret,id=x x\n'),
  { status: 2, says: [/--secret x: .*missing cannot be read/] },
  '--secret',
  'id=x,src=/nowhere/missing',
);
for (const [flag, value, says] of [
  ['--secret', 'src', /--secret src: there is no field|it has no `id`/],
  ['--ssh', 'x=', /--ssh x=: there is no agent/],
  ['--ulimit', 'many', /expected name=soft\[:hard\]/],
  ['--shm-size', 'big', /expected a size like 64m/],
  ['--add-host', 'name', /expected name:address/],
  ['--build-context', 'x', /expected NAME=PLACE/],
  ['--build-context', 'x=/nowhere/at/all', /\/nowhere\/at\/all/],
  ['--platform', 'nope', /expected one platform/],
] as const) {
  test(`${flag} ${value}`, build, file('FROM fixture/busybox\n'), { status: 2, says: [says] }, flag, value);
}
test(
  'a tag that is none',
  build,
  file('FROM fixture/busybox\n'),
  { status: 2, says: [/--tag/] },
  '-t',
  'Not A Tag',
);
test(
  'a breakpoint in a stage that there is not',
  build,
  file('FROM fixture/busybox AS one\n'),
  { status: 2, says: [/--break/, /one/] },
  '--break',
  'oen',
);
test(
  'an engine that is not there',
  build,
  file('FROM fixture/busybox\n'),
  { status: 3, says: [/no Docker engine answers/, /DOCKER_HOST/] },
  '--engine',
  'unix:///nowhere/docker.sock',
);
test(
  'an engine address that is none',
  build,
  file('FROM fixture/busybox\n'),
  { status: 2, says: [/engine/] },
  '--engine',
  'nonsense',
);
test.serial(
  'a command that is missing in the image',
  build,
  file('FROM fixture/busybox\nRUN nosuchcommand\n'),
  {
    status: 1,
    says: [/exit code 127/, /nosuchcommand/, /refrom debug/],
  },
);
test.serial(
  'a user that is missing in the image',
  build,
  file('FROM fixture/busybox\nUSER nosuchuser\nRUN id\n'),
  {
    status: 1,
    says: [/nosuchuser/],
  },
);

test('a repository, and no git to fetch it with', async (t) => {
  const folder = await makeProject(t, file('FROM fixture/busybox\nADD https://example.invalid/one.git /x\n'));
  const { exitCode, stderr } = await refrom(['build', folder], { env: { PATH: '/nowhere' } });
  t.is(exitCode, 1, endOf(stderr));
  t.regex(stderr, /needs the program git/);
  t.regex(stderr, /install git/);
});

test.serial('a context that is missing', async (t) => {
  const { exitCode, stderr } = await refrom(['build', '/nowhere/at/all']);
  t.is(exitCode, 2);
  t.regex(stderr, /\/nowhere\/at\/all/);
});

test.serial('a Dockerfile that is a directory', async (t) => {
  const folder = await makeProject(t, {});
  await mkdir(join(folder, 'Dockerfile'));
  const { exitCode, stderr } = await refrom(['build', folder]);
  t.is(exitCode, 2);
  t.regex(stderr, /directory/);
});

test.serial('a Dockerfile that may not be read', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox' });
  await chmod(folder, 0o755);
  await chmod(join(folder, 'Dockerfile'), 0);
  // Root may read everything.
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const { exitCode, stderr } = await refrom(['build', folder], user);
  t.is(exitCode, 2, endOf(stderr));
  t.regex(stderr, /Dockerfile.*(?:permission|may not|cannot be read)/i);
});

test.serial('an unknown command and an unknown flag are usage errors', async (t) => {
  t.is((await refrom(['build'])).exitCode, 2);
  t.is((await refrom(['build', '--nonsense', '.'])).exitCode, 2);
});

test.serial('a resumed file has to have a folder', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN true\nRUN false\n' });
  await refrom(['build', '--checkpoint', 'every', folder]);
  const { exitCode, stderr } = await refrom(['resume', '-o', join(folder, 'no/D'), folder]);
  t.is(exitCode, 2);
  t.regex(stderr, /^refrom: \S+\/no\/D: there is no such folder\n {2}name another place with -o$/m);
});

test.serial('resume where nothing has been kept', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN never-built\n' });
  const { exitCode, stderr } = await refrom(['resume', folder]);
  t.is(exitCode, 2);
  t.regex(stderr, /no checkpoint/);
  t.regex(stderr, /refrom build/);
});

test.serial('the same file under no terminal: debug says so and goes on as a build', async (t) => {
  const folder = await makeProject(t, { Dockerfile: 'FROM fixture/busybox\nRUN echo hi\n' });
  const { exitCode, stderr } = await refrom(['debug', folder]);
  t.is(exitCode, 0);
  t.regex(stderr, /no terminal/);
});
