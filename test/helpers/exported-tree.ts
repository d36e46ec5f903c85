// A container's whole file system as comparable lines.
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { decodeArchive } from '../../src/docker/archive/decode-archive.js';
import type { FileEntry } from '../../src/engine/file-entry.js';
import { dockerProgram } from './docker-program.js';

/** Path to one line that says everything but a folder's time. */
export type ExportedTree = ReadonlyMap<string, string>;

/** `words` make the docker CLI write an archive to standard output; rejects with the end of what it says. */
export async function readExport(words: readonly string[], folderTimes = false): Promise<ExportedTree> {
  const program = await dockerProgram(words);
  const docker = spawn(program.file, program.words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...program.env },
  });
  const complaint = text(docker.stderr);
  const exit = once(docker, 'close');
  const tree = await readTree(docker.stdout, folderTimes).catch(() => undefined);
  if ((await exit)[0] !== 0 || tree === undefined) throw new Error((await complaint).trim());
  return tree;
}

async function readTree(archive: AsyncIterable<Uint8Array>, folderTimes: boolean): Promise<ExportedTree> {
  const lines = new Map<string, string>();
  const groups = new Map<string, string[]>();
  for await (const entry of decodeArchive(archive)) {
    const path = `/${entry.path.replace(/\/$/, '')}`;
    const first = entry.type === 'hardlink' ? `/${entry.target ?? ''}` : path;
    groups.set(first, [...(groups.get(first) ?? []), path]);
    const line = entry.type === 'hardlink' ? '' : await describeEntry(entry, folderTimes);
    if (!isStub(path, line)) lines.set(path, line);
  }
  for (const [first, names] of groups) {
    if (names.length < 2) continue;
    for (const name of names) lines.set(name, `${lines.get(first) ?? ''} = ${names.sort().join(' = ')}`);
  }
  return lines;
}

/** What the engine puts into every container it creates: empty files and folders for its mounts, made just now. */
function isStub(path: string, line: string): boolean {
  return (
    /^\/(\.dockerenv|dev\/(console|pts|shm)|etc\/(hostname|hosts|mtab|resolv\.conf))$/.test(path) &&
    (line.startsWith('directory | 755') || / 0 e3b0c44298fc \| now |\/proc\/mounts/.test(line))
  );
}

/** Later times are of the moment of a build, now or, where BuildKit had a layer in its cache, once. */
const newestFixture = Date.UTC(2021, 0);

/** One line that says everything; of a folder's time only where asked: whatever is put into a folder changes that. */
export async function describeEntry(entry: FileEntry, withFolderTime = false): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of entry.read()) hash.update(chunk);
  return [
    entry.type,
    entry.mode.toString(8),
    `${entry.uid}:${entry.gid}`,
    entry.target ?? '',
    entry.device === undefined ? '' : JSON.stringify(entry.device),
    entry.type === 'file' ? `${entry.size} ${hash.digest('hex').slice(0, 12)}` : '',
    entry.type === 'directory' && !withFolderTime ? '' : describeTime(entry.modified),
    JSON.stringify(entry.attributes ?? {}),
  ].join(' | ');
}

/** In whole seconds: archives round the rest this way or that. */
const describeTime = (milliseconds: number): string =>
  milliseconds > newestFixture ? 'now' : new Date(Math.floor(milliseconds / 1000) * 1000).toISOString();

/** For builders that give the folders they copy another time. */
export function withoutFolderTimes(tree: ExportedTree): ExportedTree {
  const time = /(?<=^directory .*)(?:now|\d{4}-[\d-]+T[\d:.]+Z)/;
  return new Map([...tree].map(([path, line]) => [path, line.replace(time, '')]));
}

/** What differs, as `- expected` and `+ actual` lines by path; nothing of paths that `except` matches. */
export function differences(
  expected: ExportedTree,
  actual: ExportedTree,
  except?: RegExp,
): readonly string[] {
  const paths = [...new Set([...expected.keys(), ...actual.keys()])].sort();
  return paths.flatMap((path) => {
    const [before, after] = [expected.get(path), actual.get(path)];
    if (before === after || except?.test(path) === true) return [];
    return [path, `  - ${before ?? 'nothing'}`, `  + ${after ?? 'nothing'}`];
  });
}
