// Whether a step has read what its key is made of, and what the next run is told where it has not.
import type { OriginRecord } from '../checkpoints/why/run-record.js';
import { digestFilesOf } from './digest-sources.js';
import { createListings } from './listings.js';
import type { Project } from './open-project.js';
import type { Reuse } from './open-reuse.js';

/** Undefined where the files are as they were; else what is remembered of the run: the files that are there now. */
export async function recheckReuse(
  { plan, context, namedContexts, records }: Project,
  reuse: Reuse,
  step: number,
  signal: AbortSignal,
): Promise<Reuse | undefined> {
  const planned = plan.steps[step];
  const before = reuse.origins.get(step) ?? [];
  const known = before.filter(isOfFiles);
  if (planned === undefined || known.length === 0) return undefined;
  const outside = { context, namedContexts, listings: createListings(records) };
  const now = await digestFilesOf(planned, outside, signal);
  if (JSON.stringify(now) === JSON.stringify(known)) return undefined;
  // Files come before what the network gave.
  return reuse.withChanged(step, [...now, ...before.filter((origin) => !isOfFiles(origin))]);
}

const isOfFiles = ({ type }: OriginRecord): boolean => type === 'files';
