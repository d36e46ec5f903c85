import type { CopyAction } from '../../plan/action.js';
import { cleanSource } from '../../plan/sources/source-path.js';
import type { HandContext } from './by-hand-context.js';
import { commandLine, quoteHiding, type Raw } from './command-line.js';
import { inside, type CopyPlace } from './copy-place.js';

/** Of a folder its content is copied, not the folder: docker cp is told so by `/.`. */
export function copyFromContext(
  { hidden }: HandContext,
  { sources, unpack }: CopyAction,
  place: CopyPlace,
): string[] {
  const destination = inside(place);
  return sources.map((source) => {
    const copy = commandLine(['docker', 'cp', localSource(source, hidden), destination], hidden);
    if (!unpack || !place.isFolder) return copy;
    const path = quoteHiding(localPath(source), hidden);
    const archive = commandLine(['docker', 'cp', '-', `by-hand:${place.target}`], hidden);
    return `if tar -tf ${path} > /dev/null 2>&1; then\n  ${archive} < ${path}\nelse\n  ${copy}\nfi`;
  });
}

/** Below the context, whatever stands before it. */
function localPath(source: string): string {
  const path = cleanSource(source);
  return path === '' ? '.' : path.startsWith('-') ? `./${path}` : path;
}

function localSource(source: string, hidden: HandContext['hidden']): Raw {
  const path = localPath(source);
  const quoted = quoteHiding(path, hidden);
  if (path === '.' || /\/\.?$/.test(source)) return { raw: quoteHiding(`${path}/.`, hidden) };
  return { raw: `${quoted}$(test -d ${quoted} && echo /.)` };
}
