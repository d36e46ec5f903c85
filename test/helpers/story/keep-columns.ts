export interface Replacement {
  readonly pattern: RegExp;
  readonly replace: (match: RegExpMatchArray) => string;
  /** Numbers stand at the right of their columns. */
  readonly isNumber: boolean;
}

/**
 * Replaces in a row what differs from run to run, so that what stands in columns stays there: a number gets or gives
 * the blanks before it, anything else those, or the rule, that end its part of the row.
 */
export function replaceKeepingColumns(row: string, { pattern, replace, isNumber }: Replacement): string {
  let result = '';
  let rest = row;
  for (;;) {
    const match = new RegExp(pattern.source, pattern.flags.replace('g', '')).exec(rest);
    if (match === null || match[0] === '') return result + rest;
    const replacement = replace(match);
    const missing = match[0].length - replacement.length;
    const before = result + rest.slice(0, match.index);
    const after = rest.slice(match.index + match[0].length);
    if (isNumber && / {2}$|^ *$/.test(before)) {
      result = widen(before, / *$/, missing) + replacement;
      rest = after;
    } else {
      result = before + replacement;
      rest = widen(after, / {2,}(?=\S)|─{2,}|-{4,}/, missing);
    }
  }
}

/** Makes the run of one character that the pattern finds longer or shorter; one of it stays. */
function widen(text: string, run: RegExp, by: number): string {
  return text.replace(run, (found) =>
    found === '' ? found : (found[0] ?? '').repeat(Math.max(1, found.length + by)),
  );
}
