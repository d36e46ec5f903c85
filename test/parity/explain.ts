// The commands that explain prints, pasted into a shell, make the image that docker build makes.
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import test, { type ExecutionContext } from 'ava';
import { explainBuild } from '../../src/explain/explain-build.js';
import { formatExplanation } from '../../src/report/explain-text.js';
import { inspectImage } from '../helpers/engine-images.js';
import { differences, readExport, type ExportedTree } from '../helpers/exported-tree.js';
import { outlined } from '../helpers/outlined.js';
import { docker, tryDocker, writeIn } from '../helpers/refrom.js';

const files = {
  'one.txt': 'one\n',
  'two words.txt': 'two\n',
  'src/a.txt': 'a\n',
  'src/deep/b.txt': 'b\n',
  'archived/in.txt': 'in\n',
};

interface Case {
  readonly text: string;
  readonly given?: Readonly<Record<string, string>>;
}

const everything = `ARG TAG=latest
FROM fixture/busybox:$TAG AS build
ARG VERSION=1.2 GREETING
ENV NAME=Ada QUOTED="a \\"b\\" \\$c 'd'" PATH=/opt/bin:$PATH
WORKDIR /made/by/workdir
RUN echo "$VERSION $NAME $GREETING" > shell.txt && mkdir -p /out/tree && echo x > /out/tree/x && echo y > /out/file
RUN ["/bin/sh", "-c", "echo exec $0 > exec.txt", "it's"]
RUN <<EOF
set -e
echo "a  b" > heredoc.txt
  id -u >> heredoc.txt
EOF
RUN <<SCRIPT
#!/bin/sh
echo "$0 $VERSION" > program.txt
SCRIPT
USER 5:6
RUN id -u > /tmp/user.txt; echo $HOME >> /tmp/user.txt
USER 0
WORKDIR /
RUN pwd > /made/pwd.txt

FROM fixture/busybox AS final
LABEL plain=1 "two words"="it's \\"quoted\\""
WORKDIR /app
COPY one.txt "src" ./
COPY ["two words.txt", "/app/new name.txt"]
COPY src /elsewhere/src
COPY <<FILE /inline/file.txt
one \${VERSION:-none}

  three
FILE
COPY --from=build /out/file /usr/local/bin/file
COPY --from=build /out/tree/ /from/tree/
COPY --from=build /made /made
COPY --from=build /out/file /renamed
ADD archive.tar /unpacked/
ADD one.txt /added/
ARG LATER="x y"
RUN echo "$LATER" > later.txt; ls / > ls.txt
SHELL ["/bin/sh", "-ec"]
RUN false || echo shell > shell.txt
STOPSIGNAL SIGUSR1
EXPOSE 80 53/UDP 9000-9001
HEALTHCHECK --interval=30s --timeout=1500ms --retries=3 CMD wget -q "http://localhost"
ONBUILD RUN echo "later $X"
USER nobody:nobody
ENTRYPOINT ["/bin/sh", "-c", "exec \\"$@\\"", "it's"]
RUN echo entered > /tmp/entered.txt
CMD echo "the $NAME"
VOLUME /data
VOLUME ["/more data"]
`;

const fromScratch = `FROM scratch
COPY src /src
LABEL a=b
WORKDIR /src/deep
ENV A=1
ENTRYPOINT ["/run"]
`;

const triggers = `FROM fixture/busybox AS base
ONBUILD ENV T=triggered
ONBUILD RUN echo $T > /triggered.txt
FROM base
RUN echo after > /after.txt
MAINTAINER "A B"
LABEL x=y
`;

const sameByHand = test.macro(async (t, name: string, { text, given = {} }: Case) => {
  const folder = await makeContext(t, text);
  const prefix = `by-hand-${name}-${String(process.pid)}`;
  const expected = `fixture/${prefix}:docker`;
  const { outline, plan } = outlined(text, { buildArguments: given });
  t.teardown(() => removeAll(prefix, plan.steps.length, expected));
  const words = Object.entries(given).flatMap(([each, value]) => ['--build-arg', `${each}=${value}`]);
  await docker('build', '--no-cache', '-q', '-t', expected, ...words, folder);
  const said = formatExplanation(text, explainBuild(outline, plan), { columns: 80, color: false });
  const script = pasted(said).replaceAll('by-hand', prefix);
  const { exitCode, stderr } = await execa('sh', ['-e'], { input: script, cwd: folder, reject: false });
  t.is(exitCode, 0, stderr);
  const actual = `${prefix}:${String(plan.steps.length)}`;
  t.deepEqual(await configOf(actual), await configOf(expected));
  t.deepEqual(differences(await filesOf(expected), asRoot(await filesOf(actual))), []);
});

/** What stands under "by hand", with the blanks before it that a selection with the mouse takes along. */
function pasted(said: string): string {
  let isCommand = false;
  return said
    .split('\n')
    .flatMap((line) => {
      if (!line.startsWith(' '.repeat(9))) isCommand = line.startsWith('by hand  ');
      return isCommand ? [line.replace(/^by hand/, '       ')] : [];
    })
    .join('\n');
}

async function makeContext(t: ExecutionContext, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-explain-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries({ ...files, Dockerfile: text })) {
    await writeIn(folder, path, content);
    await utimes(join(folder, path), 1_000_000_000, 1_000_000_000);
  }
  await execa('tar', ['--mtime=@1000000000', '-cf', 'archive.tar', 'archived'], { cwd: folder });
  return folder;
}

/** What the limits name is left out: SHELL, and an empty folder is the root; Linux never looks at ArgsEscaped. */
async function configOf(image: string): Promise<unknown> {
  const { Config: config, Author } = await inspectImage(image);
  const { Shell, ArgsEscaped, WorkingDir, ...rest } = config;
  const kept = Object.entries(rest).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
  const environment = (rest.Env as string[] | undefined) ?? [];
  // An image without PATH gets one by docker build, and none by hand.
  const Env = environment.filter((entry) => !entry.startsWith('PATH=/usr/local/sbin:'));
  return {
    ...Object.fromEntries(kept),
    Env,
    WorkingDir: WorkingDir === '/' ? '' : (WorkingDir ?? ''),
    Author,
  };
}

async function filesOf(image: string): ReturnType<typeof readExport> {
  const id = (await docker('create', image, 'x')).trim();
  try {
    return await readExport(['export', id]);
  } finally {
    await tryDocker('rm', '-f', '-v', id);
  }
}

/** docker cp keeps the owner that a file has here, which explain says; the rest is the same. */
function asRoot(tree: ExportedTree): ExportedTree {
  const own = ` ${String(process.getuid?.())}:${String(process.getgid?.())} `;
  return new Map([...tree].map(([path, line]) => [path, line.replace(own, ' 0:0 ')]));
}

async function removeAll(prefix: string, steps: number, expected: string): Promise<void> {
  await tryDocker('rm', '-f', '-v', prefix, `${prefix}-from`);
  const images = Array.from({ length: steps }, (_, at) => `${prefix}:${String(at + 1)}`);
  await tryDocker('rmi', '-f', ...images, expected);
}

test('every kind of instruction', sameByHand, 'all', { text: everything, given: { GREETING: "it's $x" } });
test('an image from scratch', sameByHand, 'scratch', { text: fromScratch });
test('triggers fire, and are gone', sameByHand, 'triggers', { text: triggers });
