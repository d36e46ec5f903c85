// What of earlier work counts for this run: step keys, checkpoints found, those kept anyway, and why the rest runs.
import { checkpointPrefix } from '../checkpoints/checkpoint-name.js';
import { findCheckpoints } from '../checkpoints/find-checkpoints.js';
import {
  findKept,
  keptKeys,
  keptTags,
  type KeptCheckpoint,
  type KeptCheckpoints,
} from '../checkpoints/find-kept.js';
import { measureFound, type SizedCheckpoint } from '../checkpoints/measure-found.js';
import { keySteps, stepKeys } from '../checkpoints/step-key.js';
import { recordRun, timesRemembered } from '../checkpoints/why/record-run.js';
import type { StepReason } from '../session/step-reason.js';
import type { OriginRecord, RunRecord } from '../checkpoints/why/run-record.js';
import type { Remotes, TaggedImage } from '../engine/ports.js';
import { newSalt } from '../records/project-records.js';
import type { Checkpoint } from '../session/state.js';
import type { BuildFlags } from './build-flags.js';
import { readContainerSettings, type ContainerFlags } from './container-settings.js';
import { digestSources, type SourceDigests } from './digest-sources.js';
import { keepStep, readKeeps } from './keep-lines.js';
import { createListings } from './listings.js';
import type { Project } from './open-project.js';
import { explainHistory, type RunHistory } from './run-history.js';

export interface Reuse {
  readonly keys: readonly (string | undefined)[];
  /** By the step they stand after. */
  readonly checkpoints: Readonly<Record<number, Checkpoint>>;
  /** Keys as they are if nothing is kept for `step` and what comes after it. */
  readonly keysBefore: (step: number) => readonly (string | undefined)[];
  /** Names under which something is kept for a step. */
  readonly keptTags: ReadonlyMap<number, string>;
  /** For each step, why it runs if it does. */
  readonly reasons: readonly (readonly StepReason[])[];
  /** What each step took when it was last executed, in milliseconds, by its number, as the last run remembers it. */
  readonly took: Readonly<Record<number, number>>;
  readonly history: RunHistory;
  /** Keys of the checkpoints that were found, by the IDs of their images. */
  readonly met: ReadonlyMap<string, string>;
  /** What the steps read from outside when their keys were made, by step. */
  readonly origins: SourceDigests['origins'];
  /** The same where a step has read something else, and it cannot be known what: only what is remembered changes. */
  readonly withChanged: (step: number, origins: readonly OriginRecord[]) => Reuse;
}

export type ReuseFlags = Pick<BuildFlags, 'cache' | 'target' | 'keep'> & ContainerFlags;

export interface ReuseRequest {
  readonly remotes: Remotes;
  /** Tags that stand for no step any more. */
  readonly forgotten?: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

export async function openReuse(project: Project, flags: ReuseFlags, request: ReuseRequest): Promise<Reuse> {
  const { plan, engine, name, records, source } = project;
  const { remotes, forgotten, signal } = request;
  const { images } = engine;
  const listings = createListings(records);
  const [sources, all, before, known] = await Promise.all([
    digestSources({ ...project, remotes, listings }, signal),
    images.listTags(checkpointPrefix, signal),
    records.findRun(source.path, flags.target ?? ''),
    records.findKeys(),
  ]);
  const { digests } = sources;
  const listed = all.filter(({ tag }) => forgotten?.has(tag) !== true);
  const containers = readContainerSettings(flags);
  const keysOf = (kept: KeptCheckpoints): readonly (string | undefined)[] =>
    stepKeys(plan, digests, { kept: keptKeys(kept), containers });
  const salt = before?.salt ?? newSalt();
  const record = (kept: KeptCheckpoints, read = sources): RunRecord =>
    recordThisRun(project, flags, { sources: read, kept, salt });
  const keptSearch = { plan, keysOf, project: name, images, listed, signal };
  const found = flags.cache ? await findKept(keptSearch) : noneKept;
  const kept = await keepMore(project, flags, { ...keptSearch, found, before, record });
  const keys = keysOf(kept);
  const memory = { known, met: new Map<string, string>() };
  const clean = flags.cache ? await findCheckpoints({ ...keptSearch, keys, memory }) : {};
  const tags = new Set(listed.map(({ tag }) => tag));
  // Once: it makes all keys anew.
  const after = record(kept);
  const reuse: Omit<Reuse, 'history' | 'origins' | 'withChanged'> = {
    keys,
    // As the keys of what comes after are chained to what is kept, that stands for its step.
    checkpoints: measureFound(plan, { ...clean, ...asFound(kept, listed) }, project.baseImages),
    keysBefore: (step) => keysOf(keptBefore(kept, step)),
    keptTags: keptTags(keptSearch, keys),
    reasons: await explainHistory(project, { before, after }, { usesCache: flags.cache, tags }),
    took: timesRemembered(before, after),
    met: memory.met,
  };
  const withHistory = (read: SourceDigests, history: RunHistory): Reuse => ({
    ...reuse,
    history,
    origins: read.origins,
    withChanged: (step, origins) => {
      const now = withoutDigest(read, step, origins);
      return withHistory(now, { before, after: record(kept, now) });
    },
  });
  return withHistory(sources, { before, after });
}

const withoutDigest = (
  { digests, origins }: SourceDigests,
  step: number,
  now: readonly OriginRecord[],
): SourceDigests => ({
  digests: new Map([...digests, [step, undefined]]),
  origins: new Map([...origins, [step, now]]),
});

const noneKept: KeptCheckpoints = new Map();

interface RecordParts {
  readonly sources: SourceDigests;
  readonly kept: KeptCheckpoints;
  readonly salt: string;
}

function recordThisRun(
  { plan, source }: Project,
  flags: ReuseFlags,
  { sources, kept, salt }: RecordParts,
): RunRecord {
  const { target = '' } = flags;
  const { digests, origins } = sources;
  const keys = keptKeys(kept);
  const keyed = keySteps(plan, digests, { kept: keys, containers: readContainerSettings(flags) });
  const time = new Date().toISOString();
  return recordRun({ plan, keyed, kept: keys, origins, time, dockerfile: source.path, target, salt });
}

interface Keeping {
  readonly found: KeptCheckpoints;
  readonly keysOf: (kept: KeptCheckpoints) => readonly (string | undefined)[];
  readonly listed: readonly TaggedImage[];
  readonly before: RunRecord | undefined;
  readonly record: (kept: KeptCheckpoints) => RunRecord;
  readonly signal: AbortSignal;
}

/** Those that were kept earlier, and those that are kept from now on; from the top, as each changes later keys. */
async function keepMore(project: Project, flags: ReuseFlags, keeping: Keeping): Promise<KeptCheckpoints> {
  const { found, keysOf, listed, before, record, signal } = keeping;
  const kept = new Map<number, KeptCheckpoint>(found);
  const orders = readKeeps(flags.keep, project.plan);
  for (const order of orders.toSorted((a, b) => a.step.id - b.step.id)) {
    const key = keysOf(kept)[order.step.id];
    const place = { project, key, listed, before, after: record(kept), signal };
    const checkpoint = await keepStep(order, place);
    if (checkpoint !== undefined) kept.set(order.step.id, checkpoint);
  }
  return kept;
}

function asFound(kept: KeptCheckpoints, listed: readonly TaggedImage[]): Record<number, SizedCheckpoint> {
  const sizeOf = (image: string): number => listed.find(({ tag }) => tag === image)?.bytes ?? 0;
  return Object.fromEntries(
    [...kept].map(([step, { image }]) => [step, { image, size: sizeOf(image), kept: true }]),
  );
}

const keptBefore = (kept: KeptCheckpoints, step: number): KeptCheckpoints =>
  new Map([...kept].filter(([each]) => each < step));
