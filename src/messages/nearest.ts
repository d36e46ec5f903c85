import { closest, distance } from 'fastest-levenshtein';

/** The candidate a mistyped `name` most likely meant, or undefined where none is near (a third of its length). */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const lower = name.toLowerCase();
  const best = closest(
    lower,
    candidates.map((candidate) => candidate.toLowerCase()),
  );
  if (distance(lower, best) > (name.length < 4 ? 1 : Math.max(2, Math.floor(name.length / 3))))
    return undefined;
  return candidates.find((candidate) => candidate.toLowerCase() === best);
}

/** "did you mean `x`?" for the nearest candidate, or undefined. */
export function suggestion(name: string, candidates: readonly string[]): string | undefined {
  const found = nearest(name, candidates);
  return found === undefined ? undefined : `did you mean \`${found}\`?`;
}
