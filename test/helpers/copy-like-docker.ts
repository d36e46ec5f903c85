// Runs one COPY, ADD or WORKDIR through `docker build` and through our executor, and compares what comes out.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { openContext } from '../../src/context/open-context.js';
import { connectEngine } from '../../src/docker/connect.js';
import { decompressByEngine } from '../../src/engine/copy/decompress-by-engine.js';
import type { Decompress } from '../../src/engine/copy/detect-archive.js';
import { type CopyTarget, executeCopy, type OpenOrigin } from '../../src/engine/execute/copy.js';
import { executeWorkdir } from '../../src/engine/execute/workdir.js';
import type { CopyAction } from '../../src/plan/action.js';
import { differences, type ExportedTree, readExport } from './exported-tree.js';
import { type Answer, startServer } from './answering-server.js';
import { makeTemporaryFolder } from '../../src/cli/temporary-folders.js';
import { createRemotes } from '../../src/remote/create-remotes.js';
import { planOf } from './plan-of.js';
import { makeTree, type Tree } from './file-tree.js';

const run = promisify(execFile);
const host = process.env.DOCKER_HOST ?? 'unix:///run/refrom/engine.sock';
const plainImage = 'fixture/busybox';

export type Copy = Partial<CopyAction> & { readonly destination: string };

export interface CopyCase {
  readonly context?: Tree;
  /** Commands run in the stage before the COPY, in busybox. */
  readonly before?: string;
  /** Commands run in a stage `origin`, for COPY --from. */
  readonly origin?: string;
  /** One COPY, or several one after the other: a build for each takes its time. */
  readonly copy?: Copy | readonly Copy[];
  /** What a server on the loopback interface answers, by path; `HOST` in `lines` is its address. */
  readonly server?: Readonly<Record<string, Answer>>;
  /** Whole COPY or ADD instructions, as in a Dockerfile; `--from=origin` is the stage of `origin`. */
  readonly lines?: readonly string[];
  /** What docker build is given in place of `lines`, where its frontend does not know a flag yet. */
  readonly sameAs?: readonly string[];
  /** WORKDIR instead of COPY. */
  readonly workdir?: { readonly path: string; readonly user: string };
  /** The ignore file beside the Dockerfile, which lies outside the context. */
  readonly ownRules?: string;
  /** Compare times of folders as well: those after 2020 count as now. */
  readonly folderTimes?: true;
  /** Paths that are known to differ; the test's title says why. */
  readonly except?: RegExp;
  /** Docker refuses it, and so must we. */
  readonly fails?: true;
}

export const likeDocker = test.macro(async (t, wanted: CopyCase) => {
  t.timeout(240_000);
  const server = await startServer(wanted.server ?? {});
  const bench = await openBench({
    ...wanted,
    lines: wanted.lines?.map((line) => line.replaceAll('HOST', server.host)),
  });
  try {
    const expected = await copyByDocker(bench, wanted.fails === true);
    const actual = await copyHere(bench);
    if (expected instanceof Error || actual instanceof Error)
      t.log(`docker: ${summarize(expected)}`, `\nrefrom: ${summarize(actual)}`);
    t.is(expected instanceof Error, wanted.fails === true);
    t.is(actual instanceof Error, wanted.fails === true);
    if (expected instanceof Error || actual instanceof Error) return;
    t.deepEqual(differences(expected, actual, wanted.except), []);
  } finally {
    await closeBench(bench);
    server.close();
  }
});

interface Bench {
  readonly root: string;
  readonly name: string;
  readonly dockerfile: string;
  readonly folderTimes: boolean;
  readonly execute: (target: CopyTarget) => Promise<void>;
  /** Images the COPY starts from, and takes from. */
  readonly images: { readonly base: string; readonly origin: string };
}

async function openBench({ context = {}, before, origin, ownRules, ...wanted }: CopyCase): Promise<Bench> {
  const root = await makeTree(context);
  const name = `refrom-copy-${String(process.pid)}-${String(Math.random()).slice(2, 8)}`;
  const images = {
    base: before === undefined ? plainImage : `${name}:base`,
    origin: origin === undefined ? plainImage : `${name}:origin`,
  };
  // In a directory of its own: docker build reads the whole one it lies in, and others write into /tmp meanwhile.
  const dockerfile = join(await mkdtemp(join(tmpdir(), 'refrom-file-')), 'Dockerfile');
  const { instruction, execute } = actionOf(wanted, origin !== undefined);
  for (const [tag, commands] of Object.entries({ base: before, origin })) {
    if (commands === undefined) continue;
    await writeFile(dockerfile, `FROM ${plainImage}\nRUN ${commands}\n`);
    await docker('build', '--quiet', '--file', dockerfile, '--tag', `${name}:${tag}`, root);
  }
  const stages = `FROM ${images.origin} AS origin\nFROM ${images.base}`;
  if (ownRules !== undefined) await writeFile(`${dockerfile}.dockerignore`, ownRules);
  await writeFile(dockerfile, `${stages}\n${instruction}\n`);
  return { root, name, dockerfile, folderTimes: wanted.folderTimes === true, execute, images };
}

async function closeBench({ root, dockerfile, images }: Bench): Promise<void> {
  await rm(root, { recursive: true, force: true });
  await rm(dirname(dockerfile), { recursive: true, force: true });
  for (const image of Object.values(images))
    if (image !== plainImage) await docker('image', 'rm', image).catch(() => undefined);
}

function actionOf(
  { copy, lines, sameAs, workdir }: Pick<CopyCase, 'copy' | 'lines' | 'sameAs' | 'workdir'>,
  fromStage: boolean,
): { instruction: string; execute: Bench['execute'] } {
  if (workdir !== undefined) {
    const instruction = `${workdir.user === '' ? '' : `USER ${workdir.user}\n`}WORKDIR ${workdir.path}`;
    return { instruction, execute: (target) => executeWorkdir({ type: 'workdir', ...workdir }, target) };
  }
  if (lines !== undefined) {
    const planned = planCopies(lines);
    const execute = async (target: CopyTarget): Promise<void> => {
      for (const action of planned) await executeCopy(action, target);
    };
    return { instruction: (sameAs ?? lines).join('\n'), execute };
  }
  const actions = [copy ?? []].flat().map((each) => completeAction(each, fromStage));
  const execute = async (target: CopyTarget): Promise<void> => {
    for (const action of actions) await executeCopy(action, target);
  };
  return { instruction: actions.map(instructionOf).join('\n'), execute };
}

function planCopies(lines: readonly string[]): readonly CopyAction[] {
  const plan = planOf(`FROM origin AS origin\nFROM base\n${lines.join('\n')}\n`);
  return plan.steps.flatMap(({ action }) => (action.type === 'copy' ? [action] : []));
}

function completeAction(copy: Copy, fromStage: boolean): CopyAction {
  return {
    type: 'copy',
    keyword: 'COPY',
    from: fromStage ? { type: 'stage', index: 0 } : { type: 'context' },
    sources: [],
    files: [],
    link: false,
    unpack: copy.keyword === 'ADD',
    ...copy,
  };
}

function instructionOf({ keyword, from, sources, files, destination, owner, mode }: CopyAction): string {
  const flags = [
    from.type === 'stage' ? '--from=origin' : '',
    owner === undefined ? '' : `--chown=${owner}`,
    mode === undefined ? '' : `--chmod=${mode.toString(8)}`,
  ].filter((flag) => flag !== '');
  if (files.length > 0) {
    const words = [...flags, ...sources, ...files.map((each) => `<<${each.name}`), destination].join(' ');
    return [`${keyword} ${words}`, ...files.map((each) => `${each.content}${each.name}`)].join('\n');
  }
  // Backslashes are taken away once more when variables are expanded.
  const words = [...sources, destination].map((word) => word.replaceAll('\\', '\\\\'));
  return [keyword, ...flags, JSON.stringify(words)].join(' ');
}

async function copyByDocker(
  { dockerfile, root, folderTimes }: Bench,
  mayFail: boolean,
): Promise<ExportedTree | Error> {
  const words = ['build', '--quiet', '--no-cache', '--output', 'type=tar,dest=-', '--file', dockerfile, root];
  try {
    return await readExport(words, folderTimes);
  } catch (error) {
    if (mayFail && error instanceof Error) return error;
    throw error;
  }
}

const expectedErrors = ['MissingSourceError', 'EngineError', 'UsageError'];

async function copyHere({
  root,
  name,
  dockerfile,
  folderTimes,
  execute,
  images,
}: Bench): Promise<ExportedTree | Error> {
  const engine = connectEngine({ host });
  const { containers } = engine;
  const made: string[] = [];
  const archives: string[] = [];
  const create = async (tag: string, image: string): Promise<string> => {
    const id = await containers.create({ name: `${name}-${tag}`, image });
    made.push(id);
    return id;
  };
  try {
    const container = await create('base', images.base);
    const context = await openContext(root, { dockerfile });
    const { signal } = new AbortController();
    let origin: Promise<string> | undefined;
    const openOrigin = async (): Promise<OpenOrigin> => ({
      container: await (origin ??= create('origin', images.origin)),
      name: 'stage 0',
    });
    const remotes = createRemotes({ readSecret: () => Promise.resolve(undefined) }, makeTemporaryFolder);
    const decompress: Decompress = (archive) => {
      archives.push(`fixture/${name}:archive-${String(archives.length)}`);
      return decompressByEngine(engine.images, archive, archives.at(-1)!, signal);
    };
    await execute({ remotes, containers, container, context, openOrigin, decompress, signal });
    return await readExport(['export', container], folderTimes);
  } catch (error) {
    if (error instanceof Error && expectedErrors.includes(error.name)) return error;
    throw error;
  } finally {
    for (const id of made) await containers.remove(id);
    for (const tag of archives) await engine.images.remove(tag).catch(() => undefined);
    engine.close();
  }
}

const summarize = (result: ExportedTree | Error): string =>
  result instanceof Error
    ? `${result.message.split('\n').slice(-3).join('\n')} (${(result as { hint?: string }).hint ?? ''})`
    : 'done';

async function docker(...words: string[]): Promise<void> {
  await run('docker', words);
}
