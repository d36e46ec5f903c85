// The paths of COPY sources as BuildKit cuts them: cleaned, kept inside the root, split where wildcards begin.
import { posix } from 'node:path';

/** Relative to the origin's root, cleaned; `..` stops at the root; '' is the root itself. */
export function cleanSource(source: string): string {
  return posix.normalize(`/${source}`).slice(1).replace(/\/$/, '');
}

/** Go's filepath.Match takes `*`, `?` and `[`; a backslash takes the meaning from what follows it. */
export function hasWildcards(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\') index += 1;
    else if (character === '*' || character === '?' || character === '[') return true;
  }
  return false;
}

/** `base` holds no wildcard, and links in it are followed; `pattern`, where there is one, is matched below it. */
export function splitWildcards(path: string): { base: string; pattern: string | undefined } {
  const segments = path.split('/');
  const first = segments.findIndex(hasWildcards);
  if (first === -1) return { base: path, pattern: undefined };
  return { base: segments.slice(0, first).join('/'), pattern: segments.slice(first).join('/') };
}

/** The last part of a path; '' of the root. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `name` below `folder`, where '' is the root of either. */
export function joinPath(folder: string, name: string): string {
  if (folder === '') return name;
  return name === '' ? folder : `${folder}/${name}`;
}
