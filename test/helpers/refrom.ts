// The real program on a real engine: temporary projects, runs of it and of docker, what it left behind.
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { execa, type Options, type ResultPromise } from 'execa';
import type { ExecutionContext } from 'ava';
import type { SessionEvent } from '../../src/session/events.js';
import { dockerProgram } from './docker-program.js';
import { inspectImage, removeImage, removeRepository, removeUnnamed } from './engine-images.js';

const root = resolve(import.meta.dirname, '../../../..');
export const refromProgram = join(root, 'dist/cli/main.js');

export interface Finished {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with these files that goes when the test ends, with the checkpoints made of it. */
export async function makeProject(
  t: ExecutionContext,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-test-'));
  for (const [name, content] of Object.entries(files)) await writeIn(folder, name, content);
  t.teardown(async () => {
    await removeRepository(`refrom/${folder.split('/').at(-1)!.toLowerCase()}`);
    await removeUnnamed([...(built.get(folder) ?? []), ...(built.get('-') ?? [])]);
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

export async function writeIn(folder: string, name: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), content);
}

/** IDs of images that builds have made, by each word of their command lines, and by the folder they were begun in. */
const built = new Map<string, string[]>();

function noteBuilt(words: readonly string[], ids: readonly string[]): void {
  for (const word of words) built.set(word, [...(built.get(word) ?? []), ...ids]);
}

/** Not the user's own. */
const cache = join(tmpdir(), 'refrom-test-cache');

/** Starts the program; nothing of its result is thrown. */
export function startRefrom(words: readonly string[], options: Options = {}): ResultPromise {
  const running = execa(process.execPath, [refromProgram, ...words], {
    reject: false,
    stdin: 'ignore',
    ...options,
    env: { XDG_CACHE_HOME: cache, XDG_CONFIG_HOME: cache, ...options.env },
  });
  void running.then(({ stdout, stderr }) => {
    const ids = `${String(stdout)}\n${String(stderr)}`.match(/\bsha256:[0-9a-f]{64}\b/g) ?? [];
    noteBuilt([...words, ...(options.cwd === undefined ? [] : [String(options.cwd)])], ids);
  });
  return running;
}

/** Where a failure says what it is. */
export const endOf = (text: string): string => text.slice(-800);

export async function refrom(words: readonly string[], options: Options = {}): Promise<Finished> {
  const { exitCode, stdout, stderr } = await startRefrom(words, options);
  return { exitCode, stdout: String(stdout), stderr: String(stderr) };
}

/** A build with JSON progress; its events. */
export async function buildEvents(
  words: readonly string[],
  options: Options = {},
): Promise<Finished & { events: SessionEvent[] }> {
  const finished = await refrom(['build', '--progress', 'json', ...words], options);
  const lines = finished.stdout.split('\n').filter((line) => line !== '');
  return { ...finished, events: lines.map((line) => JSON.parse(line) as SessionEvent) };
}

/** The lines of the steps that were really executed. */
export function executedLines(events: readonly SessionEvent[]): number[] {
  const lines = new Map(
    events.flatMap((event) => (event.type === 'step/started' ? [[event.step, event.line] as const] : [])),
  );
  return events.flatMap((event) =>
    event.type === 'step/succeeded' && !event.reused ? [lines.get(event.step) ?? 0] : [],
  );
}

export async function docker(...words: string[]): Promise<string> {
  const program = await dockerProgram(words);
  const { stdout } = await execa(program.file, program.words, { env: program.env });
  await noteNamed(words);
  return stdout;
}

/** The next build with the same name leaves this one's image without one. */
async function noteNamed(words: readonly string[]): Promise<void> {
  const name = words.includes('build') ? words[words.indexOf('-t') + 1] : undefined;
  if (name === undefined || !words.includes('-t') || words.includes('--host')) return;
  noteBuilt([name], [(await inspectImage(name)).Id]);
}

/** Whatever docker says of it; for commands that may fail. */
export async function tryDocker(...words: string[]): Promise<Finished> {
  const program = await dockerProgram(words);
  const { exitCode, stdout, stderr } = await execa(program.file, program.words, {
    reject: false,
    env: program.env,
  });
  return { exitCode, stdout, stderr };
}

/** The volumes of the caches that a Dockerfile mounts, by the ids and targets written there. */
export async function removeCaches(dockerfile: string): Promise<void> {
  const flags = dockerfile.match(/--mount=type=cache\S*/g) ?? [];
  for (const flag of flags) {
    const [, id = ''] = /,id=([^,]+)/.exec(flag) ?? /,target=([^,]+)/.exec(flag) ?? [];
    const prefix = `refrom-cache-${(id.match(/[A-Za-z0-9]+/g) ?? []).join('-')}-`;
    const { stdout } = await tryDocker('volume', 'ls', '-q', '-f', `name=${prefix}`);
    const names = stdout.split('\n').filter((name) => name !== '');
    if (names.length > 0) await tryDocker('volume', 'rm', ...names);
  }
}

/** Names of containers of ours that are there now. */
export async function sessionContainers(): Promise<string[]> {
  const names = await docker('ps', '-a', '--format', '{{.Names}}', '--filter', 'name=refrom-session-');
  return names.split('\n').filter((name) => name !== '');
}

/** An image name that goes when the test ends. */
export function imageName(t: ExecutionContext, name: string, flags: readonly string[] = []): string {
  const tag = `fixture/${name}-${String(process.pid)}:test`;
  t.teardown(async () => {
    await removeImage(tag, { flags, force: true });
    await removeUnnamed(built.get(tag) ?? []);
  });
  return tag;
}

/** Waits until `check` holds, at most `seconds`. */
export async function until(check: () => Promise<boolean> | boolean, seconds = 30): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`did not happen within ${String(seconds)} s`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
