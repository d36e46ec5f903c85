import { createHash } from 'node:crypto';
import type { ProjectRecords } from '../records/project-records.js';
import type { Listings } from './digest-sources.js';

/** Keeps the list of files that a digest stands for, unless it is kept already. */
export const createListings = (records: Pick<ProjectRecords, 'hasListing' | 'saveListing'>): Listings => ({
  begin: () => {
    const entries: (readonly [path: string, line: string])[] = [];
    return {
      onEntry: (path, line) => {
        entries.push([path, line]);
      },
      end: async (digest) => {
        if (await records.hasListing(digest)) return;
        const listing = entries.map(([path, line]) => [path === '' ? '.' : path, shorten(line)]);
        const named = Object.fromEntries(listing) as Record<string, string>;
        // What cannot be written is missing in an explanation, and nowhere else.
        await records.saveListing(digest, named).catch(() => undefined);
      },
    };
  },
});

const shorten = (line: string): string => createHash('sha256').update(line).digest('base64url').slice(0, 16);
