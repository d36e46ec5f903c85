// `refrom resume` on whichever builder there is: the one command that works with it.
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import test, { type ExecutionContext } from 'ava';
import { buildEvents, docker, endOf, imageName, makeProject, refrom, writeIn } from '../helpers/refrom.js';
import { startRegistry } from '../helpers/registry.js';
import { hasSecondEngine, openSecondEngine } from '../helpers/second-engine.js';

/** A folder whose only programs are these shell scripts. */
async function makePrograms(t: ExecutionContext, scripts: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-programs-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}

const dockerScript = (builder: string): string => `case "$*" in
  --version) echo 'Docker version 28.5.2, build 1' ;;
  'builder inspect'*) ${builder} ;;
  'context show') echo default ;;
  *) echo "$*"; exit 3 ;;
esac`;

const inspected = (name: string, driver: string): string =>
  `printf 'Name:   ${name}\\nDriver: ${driver}\\n\\nNodes:\\nName: ${name}0\\n'`;

/** A checkpoint stands after the second line; the third, which failed, is now `last`. */
async function makeHalf(
  t: ExecutionContext,
  last = 'RUN cat fixed',
  env: Record<string, string> = {},
): Promise<string> {
  const start = `FROM fixture/busybox\nRUN echo ${randomUUID()} > /kept\n`;
  const folder = await makeProject(t, { Dockerfile: `${start}RUN false\n` });
  await buildEvents(['--checkpoint', 'every', folder], { env });
  await writeIn(folder, 'Dockerfile', `${start}${last}\n`);
  return folder;
}

/** The line to paste. */
const commandOf = (stderr: string): string => /^ {2}(\S.* build .*)$/m.exec(stderr)?.[1] ?? stderr;

const printed = test.macro(
  async (t, scripts: Readonly<Record<string, string>>, words: readonly string[], expected: RegExp) => {
    const folder = await makeHalf(t);
    const env = { PATH: await makePrograms(t, scripts) };
    const { stderr, exitCode } = await refrom(['resume', ...words, folder], { env });
    t.is(exitCode, 0, endOf(stderr));
    t.regex(commandOf(stderr), expected);
  },
);

test(
  "the engine's own builder takes the file as it is",
  printed,
  { docker: dockerScript(inspected('default', 'docker')) },
  ['-t', 'x', '--build-arg', 'A=b', '--build-arg', 'NPM_TOKEN=c', '--secret', 'id=s,env=S'],
  /^docker build -f \S+\.refrom -t x --build-arg A=b --build-arg NPM_TOKEN --secret id=s,env=S \S+$/,
);
test(
  "another builder that is the CLI's is left for the engine's own",
  printed,
  { docker: dockerScript(inspected('ci', 'kubernetes')) },
  [],
  /^docker build --builder default -f \S+\.refrom \S+$/,
);
test(
  'the CLI without buildx builds in the engine',
  printed,
  { docker: dockerScript("echo 'docker: unknown command' >&2; exit 1") },
  [],
  /^docker build -f \S+\.refrom \S+$/,
);
test(
  'podman under the name of docker does not see what a Docker engine has',
  printed,
  { docker: 'echo podman version 4.3.1' },
  [],
  /podman has its own store[^]*--push REGISTRY\/NAME/,
);
test(
  'where nothing builds, the command is for elsewhere',
  printed,
  {},
  [],
  /^docker build -f \S+\.refrom \S+$/,
);

test('a builder that was asked for gets the checkpoint in a folder, whose name FROM has', async (t) => {
  const folder = await makeHalf(t);
  const cache = await mkdtemp(join(tmpdir(), 'refrom-cache-'));
  t.teardown(() => rm(cache, { recursive: true, force: true }));
  const env = {
    PATH: await makePrograms(t, { docker: dockerScript(inspected('ci', 'docker-container')) }),
    XDG_CACHE_HOME: cache,
  };
  const { stderr, exitCode } = await refrom(['resume', '--builder', 'ci', folder], { env });
  t.is(exitCode, 0, endOf(stderr));
  const [, image, place] =
    /--builder ci --build-context (refrom\/\S+:0-L2-[0-9a-f]{8})=oci-layout:\/\/(\S+):checkpoint -f /.exec(
      stderr,
    ) ?? [];
  t.truthy(image, stderr);
  t.true(place?.startsWith(cache));
});

test('a builder that is not there is told of before anything is written', async (t) => {
  const folder = await makeHalf(t);
  const { stderr, exitCode } = await refrom(['resume', '--builder', 'none-such', folder]);
  t.is(exitCode, 2);
  t.regex(stderr, /there is no builder none-such/);
  t.notRegex(stderr, /wrote/);
});

/** Created as `docker buildx create` does it, and never started: its image is not to be had everywhere. */
async function createBuilder(t: ExecutionContext): Promise<{ name: string; env: Record<string, string> }> {
  const config = await mkdtemp(join(tmpdir(), 'refrom-buildx-'));
  t.teardown(() => rm(config, { recursive: true, force: true }));
  const name = `refrom-test-${String(process.pid)}`;
  const env = { BUILDX_CONFIG: config };
  await execa('docker', ['buildx', 'create', '--name', name, '--driver', 'docker-container', '--use'], {
    env,
  });
  return { name, env };
}

const wordCount = 'RUN wc -l /kept > /count';
const counted = (image: string): Promise<string> => docker('run', '--rm', image, 'cat', '/count');

test('docker build does not follow docker buildx use, and neither does refrom', async (t) => {
  const folder = await makeHalf(t, wordCount);
  const { env } = await createBuilder(t);
  const image = imageName(t, 'as-is');
  const { stderr, exitCode } = await refrom(['resume', '--run', '-t', image, folder], { env });
  t.is(exitCode, 0, endOf(stderr));
  t.notRegex(stderr, /does not see/);
  t.is(await counted(image), '1 /kept');
});

test("where buildx was made the CLI's builder for good, docker buildx use counts", async (t) => {
  const folder = await makeHalf(t);
  const { name, env } = await createBuilder(t);
  const config = await mkdtemp(join(tmpdir(), 'refrom-alias-'));
  t.teardown(() => rm(config, { recursive: true, force: true }));
  const path = join(process.env.DOCKER_CONFIG ?? join(homedir(), '.docker'), 'config.json');
  const present = JSON.parse(await readFile(path, 'utf8').catch(() => '{}')) as object;
  // What `docker buildx install` writes.
  await writeFile(
    join(config, 'config.json'),
    JSON.stringify({ ...present, aliases: { builder: 'buildx' } }),
  );
  const { stderr } = await refrom(['resume', folder], { env: { ...env, DOCKER_CONFIG: config } });
  t.true(stderr.includes(`the builder ${name} (driver docker-container)`), endOf(stderr));
  t.regex(commandOf(stderr), /^docker build --builder default -f /);
});

test("with another builder in BUILDX_BUILDER, --run builds with the engine's own", async (t) => {
  const folder = await makeHalf(t, wordCount);
  const { name, env } = await createBuilder(t);
  const image = imageName(t, 'handed-over');
  const { stderr, exitCode } = await refrom(['resume', '--run', '-t', image, folder], {
    env: { ...env, BUILDX_BUILDER: name },
  });
  t.is(exitCode, 0, endOf(stderr));
  t.true(stderr.includes(`the builder ${name} (driver docker-container) does not see the engine's images`));
  t.is(await counted(image), '1 /kept');
});

(hasSecondEngine ? test : test.skip)(
  'a folder as build context is what the name after FROM stands for',
  async (t) => {
    const host = await openSecondEngine();
    const cache = await mkdtemp(join(tmpdir(), 'refrom-cache-'));
    t.teardown(() => rm(cache, { recursive: true, force: true }));
    const env = { DOCKER_HOST: host, XDG_CACHE_HOME: cache };
    const image = imageName(t, 'layout', ['--host', host]);
    const folder = await makeHalf(t, wordCount, env);
    t.teardown(() => refrom(['checkpoints', 'rm', ...tags], { env }));
    const words = ['resume', '--run', '--via', 'oci-layout', '-t', image, folder];
    const { stderr, exitCode } = await refrom(words, { env });
    const tags = /refrom\/\S+-L2-[0-9a-f]{8}/.exec(stderr) ?? [];
    t.is(exitCode, 0, endOf(stderr));
    t.is(await docker('--host', host, 'run', '--rm', image, 'cat', '/count'), '1 /kept');
    t.deepEqual(await readdir(join(cache, 'refrom/layouts')), [], 'the folder went with the build');
  },
);

test('the resumed file is built with the ignore rules of its original', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: `FROM fixture/busybox\nRUN echo ${randomUUID()} > /kept\nCOPY . /app\nRUN echo $(cd /app; ls -A) > /seen\n`,
    'Dockerfile.dockerignore': 'secret.env\n',
    'secret.env': 'SECRET',
  });
  await buildEvents(['--checkpoint', 'every', folder]);
  const image = imageName(t, 'ignored');
  const words = ['resume', '--at', '2', '--run', '-t', image, folder];
  const { stderr, exitCode } = await refrom(words);
  t.is(exitCode, 0, endOf(stderr));
  t.is(
    await docker('run', '--rm', image, 'cat', '/seen'),
    'Dockerfile Dockerfile.dockerignore',
    'neither the secret nor what refrom wrote',
  );
  t.regex(
    stderr,
    /line 3 of Dockerfile takes it too from now on, unless Dockerfile\.dockerignore has a line/,
  );
});

test('a resumed file passes the build checks that its original passes', async (t) => {
  const lines = [
    '# check=error=true',
    'from fixture/busybox as one',
    'arg word=here',
    'from one',
    'workdir /srv',
    `run echo ${randomUUID()} > /kept`,
    'workdir app',
    'run echo $word $PWD > /count',
  ];
  const folder = await makeProject(t, { Dockerfile: `${lines.join('\n')}\n` });
  await buildEvents(['--checkpoint', 'every', folder]);
  const image = imageName(t, 'checked');
  const { stderr, exitCode } = await refrom(['resume', '--at', '6', '--run', '-t', image, folder]);
  t.is(exitCode, 0, endOf(stderr));
  t.is(await counted(image), 'here /srv/app');
});

test('the classic builder may not read the rules beside the file', async (t) => {
  const start = `FROM fixture/busybox\nRUN echo ${randomUUID()} > /kept\n`;
  const folder = await makeProject(t, { Dockerfile: `${start}COPY . /app\n` });
  await buildEvents(['--checkpoint', 'every', folder]);
  const env = {
    PATH: await makePrograms(t, { docker: dockerScript("echo 'docker: unknown command' >&2; exit 1") }),
  };
  const { stderr } = await refrom(['resume', '--at', '2', folder], { env });
  t.regex(stderr, /this builder may not read \S+Dockerfile\.refrom\.dockerignore/);
});

test('finished stages are replaced, and the file stays as it was', async (t) => {
  const start = `FROM fixture/busybox AS build\nRUN echo ${randomUUID()} > /kept\nFROM fixture/busybox\nCOPY --from=build /kept /kept\n`;
  const folder = await makeProject(t, { Dockerfile: `${start}RUN false\n` });
  // No state within the last stage.
  await buildEvents(['--checkpoint', 'breakpoints', folder]);
  await writeIn(folder, 'Dockerfile', `${start}${wordCount}\n`);
  const image = imageName(t, 'replaced');
  const words = ['resume', '--run', '--via', 'docker-image', '-t', image, folder];
  const { stderr, exitCode } = await refrom(words);
  t.is(exitCode, 0, endOf(stderr));
  t.is(await counted(image), '1 /kept');
  t.deepEqual(await readdir(folder), ['Dockerfile']);
});

test('through a registry: FROM names what was pushed there', async (t) => {
  const folder = await makeHalf(t, wordCount);
  const repository = `${await startRegistry(t)}/app`;
  const image = imageName(t, 'pushed');
  const words = ['resume', '--run', '--push', repository, '-t', image, folder];
  const { stderr, exitCode } = await refrom(words);
  t.is(exitCode, 0, endOf(stderr));
  t.regex(
    await readFile(join(folder, 'Dockerfile.refrom'), 'utf8'),
    new RegExp(`^FROM ${repository}:0-L2-`, 'm'),
  );
  t.is(await counted(image), '1 /kept');
});

test('what would be readable there is named, and nothing goes', async (t) => {
  const folder = await makeProject(t, {
    Dockerfile: `FROM fixture/busybox\nARG MIRROR\nRUN echo ${randomUUID()} > /kept\nRUN false\n`,
  });
  const given = ['--build-arg', 'MIRROR=inside.example'];
  await buildEvents(['--checkpoint', 'every', ...given, folder]);
  const { stderr, exitCode } = await refrom(['resume', '--push', '127.0.0.1:1/app', ...given, folder]);
  t.is(exitCode, 2);
  t.regex(stderr, /build argument MIRROR/);
  t.notRegex(stderr, /pushing|wrote|inside\.example/);
});
