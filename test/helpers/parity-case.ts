// A case of fixtures/parity: one text of sections, each begun by a line `-- NAME --`. What stands before the first one
// says what it shows. `Dockerfile` is the file. `flags` holds flags of both builds, a line each, in which `{context}` is
// the context's folder. `context.sh` is run in that folder, for what text cannot say. `except`, `refused` and
// `needs` are explained below. Any other section is a file of the context.
import { execa } from 'execa';
import { lutimes, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { ExecutionContext } from 'ava';

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
  readonly files: ReadonlyMap<string, string>;
}

const special = ['Dockerfile', 'flags', 'context.sh', 'except', 'refused', 'needs'];

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
    files: new Map([...sections].filter(([name]) => !special.includes(name))),
  };
}

export interface LaidOutCase {
  readonly context: string;
  readonly file: string;
  /** Of both builds. */
  readonly flags: readonly string[];
}

/** The case's context with its Dockerfile beside it; both go when the test ends. Checkpoints are named after it. */
export async function layOutCase(
  t: ExecutionContext,
  { dockerfile, script, files, flags }: ParityCase,
): Promise<LaidOutCase> {
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
  await writeFile(file, dockerfile);
  return {
    context,
    file,
    flags: ['-f', file, ...flags.map((flag) => flag.replaceAll('{context}', context))],
  };
}

/** BuildKit keeps a file's time, and a checkout's files have that of the checkout. */
async function ageFiles(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await ageFiles(path);
    await lutimes(path, 1_000_000_000, 1_000_000_000);
  }
}
