import type { ContextMatch } from '../context/disk-entry.js';
import { readsOf, whenMissing } from './digest-sources.js';
import type { Project } from './open-project.js';

/** The lines of the steps that take one of these files, absolute paths, out of a build context. */
export async function linesThatTake(
  { plan, context, namedContexts }: Pick<Project, 'plan' | 'context' | 'namedContexts'>,
  files: readonly string[],
): Promise<readonly number[]> {
  const lines = new Set<number>();
  for (const { line, action } of files.length === 0 ? [] : plan.steps) {
    for (const read of readsOf(action)) {
      if ('remote' in read || read.sources.length === 0) continue;
      const from = read.name === undefined ? context : namedContexts.get(read.name);
      const matches = await from?.select(read.sources, undefined, read.flags).catch(whenMissing);
      for (const match of matches ?? []) if (await holds(match, files)) lines.add(line);
    }
  }
  return [...lines];
}

async function holds(match: ContextMatch, files: readonly string[]): Promise<boolean> {
  for await (const batch of match.batches()) if (batch.some(({ file }) => files.includes(file))) return true;
  return false;
}
