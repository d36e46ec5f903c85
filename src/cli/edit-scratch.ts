// A text that is no file yet, in the user's editor.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TerminalLender } from '../engine/ports.js';
import { editFile } from './edit-file.js';
import { makeTemporaryFolder } from './temporary-folders.js';

/** The name tells the editor what it is. Without a text there is a problem, in a sentence. */
export async function editScratch(
  text: string,
  lender: TerminalLender,
): Promise<{ readonly text?: string; readonly problem?: string }> {
  const folder = await makeTemporaryFolder('edit');
  try {
    const file = join(folder, 'Dockerfile');
    await writeFile(file, `${text}\n`, { mode: 0o600 });
    const problem = await editFile({ line: 1, file }, lender);
    return problem === undefined ? { text: await readFile(file, 'utf8') } : { problem };
  } catch (error) {
    return { problem: `no editor: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
