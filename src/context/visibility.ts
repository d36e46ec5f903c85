import type { ContextView } from './context-view.js';
import type { Followed } from './follow-links.js';
import { decidePath, mayHoldExceptions } from '../plan/ignore/ignore-decision.js';
import { walkContext } from './walk-context.js';

/** Whether what was reached is there for the build: it exists, and no rule hides it or a link on the way to it. */
export async function isVisible(
  view: ContextView,
  { path, stats, links }: Followed,
  signal?: AbortSignal,
): Promise<boolean> {
  if (stats === undefined || links.some((link) => decidePath(view.rules, link.path).ignored)) return false;
  if (!decidePath(view.rules, path).ignored) return true;
  if (!stats.isDirectory() || !mayHoldExceptions(view.rules, path)) return false;
  // An ignored folder is there as soon as one thing in it is.
  const { done } = await walkContext(view, path, { signal }).next();
  return done !== true;
}
