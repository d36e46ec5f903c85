// Why steps of this run run again, from what the last one was like; and what is remembered for the next.
import { explainRuns } from '../checkpoints/why/explain-runs.js';
import { compareFiles } from '../checkpoints/why/compare-files.js';
import { recordOutcome } from '../checkpoints/why/record-run.js';
import type { StepReason } from '../session/step-reason.js';
import type { FileListing, RunRecord } from '../checkpoints/why/run-record.js';
import type { ProjectRecords } from '../records/project-records.js';
import type { SessionState } from '../session/state.js';
import type { Project } from './open-project.js';
import type { Reuse } from './open-reuse.js';

export interface RunHistory {
  /** The last run, where one is known. */
  readonly before: RunRecord | undefined;
  readonly after: RunRecord;
}

/** For each step what makes it run again, if it does. */
export async function explainHistory(
  { context, records }: Pick<Project, 'context' | 'records'>,
  { before, after }: RunHistory,
  { usesCache, tags }: { readonly usesCache: boolean; readonly tags: ReadonlySet<string> },
): Promise<readonly (readonly StepReason[])[]> {
  const listings = await readListings(records, before, after);
  return explainRuns({
    before,
    after,
    usesCache,
    isThere: (tag) => tags.has(tag),
    compareListings: (from, to) => {
      const [earlier, now] = [listings.get(from), listings.get(to)];
      return earlier && now ? compareFiles(earlier, now, context.hides) : unknownFiles;
    },
  });
}

const none = { names: [], count: 0 };
const unknownFiles: StepReason = { type: 'files', added: none, changed: none, removed: none, ignored: none };

/** Only those that one of the two runs has alone: nothing else is compared. */
async function readListings(
  records: ProjectRecords,
  before: RunRecord | undefined,
  after: RunRecord,
): Promise<ReadonlyMap<string, FileListing>> {
  const [earlier, now] = [namesOf(before), namesOf(after)];
  const names = [...earlier, ...now].filter((name) => !(earlier.has(name) && now.has(name)));
  const found = await Promise.all(
    names.map(async (name) => [name, name === '' ? {} : await records.findListing(name)] as const),
  );
  return new Map(found.flatMap(([name, listing]) => (listing ? [[name, listing]] : [])));
}

const namesOf = (run: RunRecord | undefined): ReadonlySet<string> =>
  new Set(
    run?.steps.flatMap(({ origins }) =>
      origins.flatMap((each) => (each.type === 'files' ? [each.listing] : [])),
    ),
  );

/** What cannot be written is not remembered: only explanations and speed hang on it. */
export async function rememberRun(
  { records, hashes }: Pick<Project, 'records' | 'hashes'>,
  { history: { before, after }, met }: Pick<Reuse, 'history' | 'met'>,
  state: SessionState,
): Promise<void> {
  try {
    await records.saveRun(recordOutcome(after, state, before));
    await hashes.save();
    if (met.size > 0) await records.saveKeys(met);
  } catch {
    return;
  }
}
