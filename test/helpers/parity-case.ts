// A case of fixtures/parity: one text of sections, each begun by a line `-- NAME --`. What stands before the first one
// says what it shows. `Dockerfile` is the file. `flags` holds flags of both builds, a line each, in which `{context}` is
// the context's folder. `context.sh` is run in that folder, for what text cannot say. `except`, `refused` and
// `needs` are explained below. Any other section is a file of the context. In Dockerfile and flags `{server}` is the
// address of a server that has the files of the context's folder `served`, `{git}` that of repositories, which
// `repositories.sh` makes, and `{agent}` the socket of an agent.
import { execa } from 'execa';
import { lutimes, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { startServer, type Answer } from './answering-server.js';
import { startGitServer } from './git-server.js';

export interface ParityCase {
  readonly title: string;
  readonly dockerfile: string;
  readonly flags: readonly string[];
  /** What differs by nature: paths that match this are not compared. */
  readonly except?: RegExp;
  /** Both must refuse it; ours with a sentence that matches. */
  readonly refused?: RegExp;
  /** An image that the engine must be able to run: the case is skipped where it is not. */
  readonly needs?: string;
  readonly script: string;
  readonly repositories: string;
  readonly files: ReadonlyMap<string, string>;
}

const special = ['Dockerfile', 'flags', 'context.sh', 'repositories.sh', 'except', 'refused', 'needs'];

export function readParityCase(text: string): ParityCase {
  const [title = '', ...parts] = text.split(/^-- (.+) --\n/m);
  const sections = new Map<string, string>();
  for (let at = 0; at < parts.length; at += 2) sections.set(parts[at] ?? '', parts[at + 1] ?? '');
  const dockerfile = sections.get('Dockerfile');
  if (dockerfile === undefined || title.trim() === '') throw new Error('a case has a title and a Dockerfile');
  const [except, refused, needs] = ['except', 'refused', 'needs'].map((name) => sections.get(name));
  return {
    title: title.trim(),
    dockerfile,
    flags: (sections.get('flags') ?? '').split('\n').filter((flag) => flag !== ''),
    ...(except === undefined ? {} : { except: new RegExp(except.trim()) }),
    ...(refused === undefined ? {} : { refused: new RegExp(refused.trim(), 'i') }),
    ...(needs === undefined ? {} : { needs: needs.trim() }),
    script: sections.get('context.sh') ?? '',
    repositories: sections.get('repositories.sh') ?? '',
    files: new Map([...sections].filter(([name]) => !special.includes(name))),
  };
}

export interface LaidOutCase {
  readonly context: string;
  /** With the addresses of its servers. */
  readonly dockerfile: string;
  readonly file: string;
  /** Of both builds. */
  readonly flags: readonly string[];
}

/** The case's context with its Dockerfile beside it; both go when the test ends. Checkpoints are named after it. */
export async function layOutCase(t: ExecutionContext, parityCase: ParityCase): Promise<LaidOutCase> {
  const { script, files, flags } = parityCase;
  const folder = await mkdtemp(join(tmpdir(), 'refrom-parity-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const [context, file] = [join(folder, basename(folder)), join(folder, 'Dockerfile')];
  await mkdir(context);
  for (const [name, content] of files) {
    await mkdir(dirname(join(context, name)), { recursive: true });
    await writeFile(join(context, name), content);
  }
  if (script !== '') await execa('sh', ['-euc', script], { cwd: context });
  await ageFiles(context);
  const places = { '{context}': context, ...(await startServers(t, parityCase, folder)) };
  const fill = (text: string): string =>
    Object.entries(places).reduce((filled, [name, place]) => filled.replaceAll(name, place), text);
  const dockerfile = fill(parityCase.dockerfile);
  await writeFile(file, dockerfile);
  return { context, dockerfile, file, flags: ['-f', file, ...flags.map(fill)] };
}

/** Those that the case speaks of, by how it calls them; they end with the test. */
async function startServers(
  t: ExecutionContext,
  { dockerfile, flags, repositories }: ParityCase,
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const text = [dockerfile, ...flags].join('\n');
  const places: Record<string, string> = {};
  if (text.includes('{server}')) {
    const { host, close } = await startServer(await readServed(join(folder, basename(folder), 'served')));
    t.teardown(close);
    places['{server}'] = `http://${host}`;
  }
  if (repositories !== '') {
    const server = await startGitServer(repositories);
    t.teardown(() => {
      server.close();
    });
    places['{git}'] = server.url;
  }
  if (text.includes('{agent}')) {
    const agent = createServer((socket) => socket.resume());
    const path = join(folder, 'agent.sock');
    await new Promise<void>((resolve) => agent.listen(path, resolve));
    t.teardown(() => agent.close());
    places['{agent}'] = path;
  }
  return places;
}

/** Each with a time of its own, which a file that is fetched has. */
async function readServed(folder: string): Promise<Readonly<Record<string, Answer>>> {
  const answers: Record<string, Answer> = {};
  for (const name of await readdir(folder)) {
    const headers = { 'Last-Modified': 'Wed, 21 Oct 2015 07:28:00 GMT' };
    answers[`/${name}`] = { body: await readFile(join(folder, name)), headers };
  }
  return answers;
}

/** BuildKit keeps a file's time, and a checkout's files have that of the checkout. */
async function ageFiles(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await ageFiles(path);
    await lutimes(path, 1_000_000_000, 1_000_000_000);
  }
}
