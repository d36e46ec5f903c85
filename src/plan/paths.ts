// Paths inside an image: always absolute, `/`-separated, whatever system refrom runs on.

/** `path` seen from `directory`, cleaned of `.`, `..` and double slashes; absolute. `..` stops at the root. */
export function joinPath(directory: string, path: string): string {
  const parts: string[] = [];
  const whole = path.startsWith('/') ? path : `${directory}/${path}`;
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Like `joinPath`; a trailing `/` or `/.` says "a directory" and is kept as `/`. */
export function joinDestination(directory: string, path: string): string {
  const joined = joinPath(directory, path);
  const isDirectory = /(?:^|\/)\.?$/.test(path);
  return isDirectory && joined !== '/' ? `${joined}/` : joined;
}
