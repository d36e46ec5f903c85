import { posix } from 'node:path';
import { MissingSourceError } from '../messages/errors.js';
import { nameOfContext, type ContextView } from './context-view.js';
import type { Followed } from './follow-links.js';
import { decidePath } from '../plan/ignore/ignore-decision.js';
import { listNearby } from './list-nearby.js';
import { suggestPath } from './suggest-path.js';

export interface MissingSource {
  /** As in the Dockerfile. */
  readonly source: string;
  /** What was looked for: the source cleaned, or one match of its wildcards. */
  readonly path: string;
  readonly isMatch: boolean;
  readonly followed: Followed;
}

/** The error for a source that is not there, with the most likely reason as its hint. */
export async function explainMissing(view: ContextView, missing: MissingSource): Promise<MissingSourceError> {
  const hint =
    explainRule(view, missing) ??
    explainLink(missing) ??
    explainOutside(view, missing) ??
    (await explainName(view, missing));
  const nearby = await listNearby(view, missing.followed.path);
  return new MissingSourceError(`${nameOf(missing)} not found in ${nameOfContext(view)}`, hint, [nearby]);
}

/** A wildcard's match that leads nowhere is named with the wildcard. */
const nameOf = ({ source, path, isMatch }: MissingSource): string =>
  isMatch ? `"${path}", a match of "${source}",` : `"${source}"`;

/** A rule is the reason only for what would else be there. */
function explainRule(view: ContextView, { path, followed }: MissingSource): string | undefined {
  if (followed.stats === undefined) return undefined;
  for (const hidden of [...followed.links.map((link) => link.path), followed.path]) {
    const { ignored, rule } = decidePath(view.rules, hidden);
    if (!ignored || rule === undefined) continue;
    const subject = hidden === path ? '' : `it leads to "${hidden}", which is `;
    return `${subject}excluded by ${view.rules.file}:${rule.line}: "${rule.text}"`;
  }
  return undefined;
}

function explainLink({ followed }: MissingSource): string | undefined {
  const link = followed.links.at(-1);
  if (link === undefined) return undefined;
  return `"${link.path}" is a link to "${link.target}", which is looked for inside the build context as "${followed.path}"`;
}

function explainOutside(view: ContextView, { source, path }: MissingSource): string | undefined {
  if (!posix.normalize(source).startsWith('..')) return undefined;
  return `"${source}" lies outside the build context, and "${path}" is not in ${view.root}; build with a directory further up as the context`;
}

async function explainName(view: ContextView, { path }: MissingSource): Promise<string | undefined> {
  const found = await suggestPath(view, path);
  return found === undefined ? undefined : `did you mean \`${found}\`?`;
}
