import type { WorkdirAction } from '../../plan/action.js';
import { filesOf } from '../copy/container-files.js';
import { findOwner } from '../copy/find-owner.js';
import { folderEntry } from '../copy/lay-out.js';
import { missingFolders, refuseFolder } from '../copy/place-sources.js';
import type { FileEntries } from '../file-entry.js';
import type { CopyTarget } from './copy.js';

/**
 * Makes the folder and its missing parents, which belong to USER; what exists stays as it is.
 * Rejects with an EngineError of failure `refused` where a file is in the way.
 */
export async function executeWorkdir(action: WorkdirAction, target: CopyTarget): Promise<void> {
  const { containers, container, signal } = target;
  const files = filesOf(containers, container, signal);
  const place = await files.find(action.path);
  if (place.type === 'directory') return;
  if (place.type !== 'missing') throw refuseFolder(place);
  const owner = action.user === '' ? undefined : await findOwner(action.user, files.readText);
  const now = Date.now();
  // eslint-disable-next-line @typescript-eslint/require-await -- a few entries, as an asynchronous sequence
  async function* folders(): FileEntries {
    for (const folder of missingFolders(place, true)) yield folderEntry(folder, { owner, now });
  }
  await containers.write(container, '/', folders(), signal);
}
