// The user's own keys for the debugger.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import envPaths from 'env-paths';
import { DockerfileError, UsageError } from '../messages/errors.js';
import { ordinarySettings, rebindKeys, type KeySettings } from '../tui/rebind-keys.js';

/** On Linux in XDG_CONFIG_HOME or ~/.config. */
export const keyFilePath = (): string => join(envPaths('refrom', { suffix: '' }).config, 'keys.json');

/** Rejects with all that is wrong with the file, or with why it cannot be read; without one all is as it is. */
export async function openKeySettings(path = keyFilePath()): Promise<KeySettings> {
  const text = await readText(path);
  if (text === undefined) return ordinarySettings;
  const { settings, messages } = rebindKeys(text);
  if (messages.length > 0) throw new DockerfileError(path, text, messages);
  return settings;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UsageError(`${path}: it cannot be read (${code})`, 'it holds your keys for the debugger', {
      cause,
    });
  }
}
