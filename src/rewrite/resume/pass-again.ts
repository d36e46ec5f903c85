/** Build arguments that the resumed build needs as the first one did, and why. */
export interface PassAgain {
  /** One; or several of which at least one was given. */
  readonly names: readonly string[];
  /** The end of a sentence about them. */
  readonly reason: string;
}

/** A sentence for each, the first reason only where there are several. */
export function describePassAgain(list: readonly PassAgain[]): string[] {
  const reasons = new Map<string, string>();
  for (const { names, reason } of list) {
    const flags = names.map((name) => `--build-arg ${name}`).join(' or ');
    const sentence = `pass ${flags} again${names.length > 1 ? ', whichever was given' : ''}`;
    if (!reasons.has(sentence)) reasons.set(sentence, reason);
  }
  return [...reasons].map(([sentence, reason]) => `${sentence}: ${reason}`);
}
