// What refrom remembers of a project between two runs, on this machine: a folder that may be deleted at any time, as
// only explanations and speed hang on it. What is damaged counts as missing.
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { recordVersion, type FileListing, type RunRecord } from '../checkpoints/why/run-record.js';
import { writeWhole } from './write-whole.js';

export interface ProjectRecords {
  /** The last run of this file and target, else the project's last; of a copy of the project where it has none. */
  findRun(dockerfile: string, target: string): Promise<RunRecord | undefined>;
  /** Forgets the oldest beyond a few, and the lists that no run names any more. */
  saveRun(run: RunRecord): Promise<void>;
  hasListing(name: string): Promise<boolean>;
  findListing(name: string): Promise<FileListing | undefined>;
  saveListing(name: string, listing: FileListing): Promise<void>;
  /** Of the debugger, for this file; what they mean is the session's to say. */
  findBreakpoints(dockerfile: string): Promise<readonly BreakpointRecord[]>;
  /** At most a hundred. */
  saveBreakpoints(dockerfile: string, breakpoints: readonly BreakpointRecord[]): Promise<void>;
  /** Commands typed in the debugger, the oldest first. */
  findCommands(): Promise<readonly string[]>;
  saveCommands(commands: readonly string[]): Promise<void>;
  /** Hashes of file contents, as `createFileHashes` reads them; undefined where there are none. */
  findHashes(): Promise<Uint8Array | undefined>;
  saveHashes(hashes: Uint8Array): Promise<void>;
  /** Step keys of checkpoints by the IDs of their images; see `KeyMemory`. */
  findKeys(): Promise<ReadonlyMap<string, string>>;
  saveKeys(keys: ReadonlyMap<string, string>): Promise<void>;
}

export interface BreakpointRecord {
  readonly place: string;
  readonly text?: string;
}

export interface ProjectPlace {
  /** Where all projects lie. */
  readonly folder: string;
  /** A valid repository name. */
  readonly project: string;
  /** The context's root, absolute. */
  readonly root: string;
}

/** Of one project; a run for each Dockerfile and target. */
const mostRuns = 8;

/** Of one Dockerfile: those of instructions that are gone stay as long as there is room. */
const mostBreakpoints = 100;

export function openRecords({ folder, project, root }: ProjectPlace): ProjectRecords {
  const own = join(folder, `${project}-${digestOf(root).slice(0, 12)}`);
  const runsFile = join(own, 'runs.json');
  const breakpointsFile = (dockerfile: string): string =>
    join(own, 'breakpoints', `${digestOf(dockerfile)}.json`);
  const hashesFile = join(own, 'hashes.bin');
  const keysFile = join(own, 'keys.json');
  const commandsFile = join(own, 'commands.json');
  const listingFile = (name: string): string => join(own, 'listings', `${digestOf(name)}.json`);
  return {
    findRun: async (dockerfile, target) => {
      const runs = await readRuns(runsFile);
      const found = runs.find((run) => run.dockerfile === dockerfile && run.target === target) ?? runs[0];
      return found ?? (await findCopy(folder, project));
    },
    saveRun: async (run) => {
      const isSame = (other: RunRecord): boolean =>
        other.dockerfile === run.dockerfile && other.target === run.target;
      const others = (await readRuns(runsFile)).filter((other) => !isSame(other));
      const runs = [run, ...others].slice(0, mostRuns);
      await writeWhole(runsFile, JSON.stringify(runs));
      await forgetListings(join(own, 'listings'), new Set(runs.flatMap(listingsOf).map(listingFile)));
    },
    hasListing: async (name) => (await stat(listingFile(name)).catch(() => undefined)) !== undefined,
    findListing: async (name) => (await readJson(listingFile(name))) as FileListing | undefined,
    saveListing: (name, listing) => writeWhole(listingFile(name), JSON.stringify(listing)),
    findBreakpoints: async (dockerfile) => {
      const stored = await readJson(breakpointsFile(dockerfile));
      return Array.isArray(stored) ? stored.filter(isBreakpoint) : [];
    },
    saveBreakpoints: (dockerfile, breakpoints) =>
      writeWhole(breakpointsFile(dockerfile), JSON.stringify(breakpoints.slice(0, mostBreakpoints))),
    findCommands: async () => {
      const stored = await readJson(commandsFile);
      return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : [];
    },
    saveCommands: (commands) => writeWhole(commandsFile, JSON.stringify(commands)),
    findHashes: () => readFile(hashesFile).catch(() => undefined),
    saveHashes: (hashes) => writeWhole(hashesFile, hashes),
    findKeys: () => readPairs(keysFile),
    saveKeys: (keys) => writePairs(keysFile, keys),
  };
}

/** For the `salt` of a first record. */
export const newSalt = (): string => randomBytes(16).toString('hex');

/** What another folder of the same name did last: a project is copied or moved with its name. */
async function findCopy(folder: string, project: string): Promise<RunRecord | undefined> {
  const names = await readdir(folder).catch((): string[] => []);
  const copies = names.filter((name) => name.replace(/-[0-9a-f]{12}$/, '') === project);
  const runs = await Promise.all(copies.map((name) => readRuns(join(folder, name, 'runs.json'))));
  return runs.flatMap((each) => each.slice(0, 1)).sort((a, b) => (a.time < b.time ? 1 : -1))[0];
}

async function readPairs(path: string): Promise<ReadonlyMap<string, string>> {
  const stored = await readJson(path);
  return Array.isArray(stored) ? pairsOf(stored as string[]) : new Map();
}

const writePairs = (path: string, pairs: ReadonlyMap<string, string>): Promise<void> =>
  writeWhole(path, JSON.stringify([...pairs].flat()));

/** One flat list is read in half the time that an object of so many names takes. */
function pairsOf(flat: readonly string[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (let at = 0; at < flat.length; at += 2) pairs.set(flat[at] ?? '', flat[at + 1] ?? '');
  return pairs;
}

async function readRuns(path: string): Promise<readonly RunRecord[]> {
  const stored = await readJson(path);
  return Array.isArray(stored) ? stored.filter(isRun) : [];
}

/** Somebody may have written into it. */
function isRun(stored: unknown): stored is RunRecord {
  if (typeof stored !== 'object' || stored === null) return false;
  const { version, stages, steps, salt } = stored as Partial<RunRecord>;
  if (version !== recordVersion || typeof salt !== 'string') return false;
  const isWhole = (step: Partial<RunRecord['steps'][number]> | null): boolean =>
    typeof step?.text === 'string' && Array.isArray(step.origins);
  return Array.isArray(stages) && Array.isArray(steps) && steps.every(isWhole);
}

function isBreakpoint(stored: unknown): stored is BreakpointRecord {
  if (typeof stored !== 'object' || stored === null) return false;
  const { place, text } = stored as Partial<BreakpointRecord>;
  return typeof place === 'string' && (text === undefined || typeof text === 'string');
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

const listingsOf = ({ steps }: RunRecord): readonly string[] =>
  steps.flatMap(({ origins }) => origins.flatMap((each) => (each.type === 'files' ? [each.listing] : [])));

async function forgetListings(folder: string, used: ReadonlySet<string>): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  const unused = names.map((name) => join(folder, name)).filter((path) => !used.has(path));
  for (const path of unused) await rm(path, { force: true });
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
