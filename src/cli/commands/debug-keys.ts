// `refrom debug --keys`: the names of all actions with the keys that they have for this user.
import process from 'node:process';
import { listKeys } from '../../tui/list-keys.js';
import { exitStatus } from '../exit-status.js';
import { openKeySettings } from '../open-key-settings.js';

export async function runDebugKeys(): Promise<number> {
  const { keys } = await openKeySettings();
  process.stdout.write(listKeys(keys));
  return exitStatus.done;
}
