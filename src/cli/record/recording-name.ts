import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Of the two files, without their ends: what `-o` says, or one of the folder that is free. */
export function chooseRecordingName(
  output: string | undefined,
  project: string,
  now: Date,
  folder = '',
): string {
  if (output !== undefined) return output.replace(/\.(?:cast|md)$/, '');
  const time = now.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  const name = join(folder, `${project.replaceAll('/', '-')}-${time}`);
  const isTaken = (base: string): boolean => existsSync(`${base}.cast`) || existsSync(`${base}.md`);
  let free = name;
  for (let number = 2; isTaken(free); number += 1) free = `${name}-${String(number)}`;
  return free;
}
