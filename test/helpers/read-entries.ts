import type { FileEntries } from '../../src/engine/file-entry.js';

/** Every entry as one line: type, mode, path, then the target or the content. */
export async function listEntries(entries: FileEntries): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const entry of entries) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry.read()) chunks.push(chunk);
    const content = entry.type === 'file' ? ` "${Buffer.concat(chunks).toString()}"` : '';
    const target = entry.target === undefined ? '' : ` -> ${entry.target}`;
    lines.push(`${entry.type} ${entry.mode.toString(8)} ${entry.path}${target}${content}`);
  }
  return lines;
}
