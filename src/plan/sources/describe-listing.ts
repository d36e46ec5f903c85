// What lies where a source was looked for in vain.

export interface Listing {
  /** For people: `docs/`, `the build context`. */
  readonly folder: string;
  /** Folders with a slash at their end. */
  readonly names: readonly string[];
  /** There are more, and nobody has counted them. */
  readonly isPart?: boolean;
  /** So many are there, and hidden by this file of rules. */
  readonly hidden?: { readonly count: number; readonly by: string };
}

const mostNames = 12;

/** A name can hold anything. */
const onOneLine = (name: string): string => (/[\0-\x1f\x7f-\x9f]/.test(name) ? JSON.stringify(name) : name);

/** One line. */
export function describeListing({ folder, names, isPart = false, hidden }: Listing): string {
  const shown = names.slice(0, mostNames).map(onOneLine);
  const more = names.length - shown.length;
  const rest = more > 0 ? ` and ${isPart ? 'more' : `${String(more)} more`}` : isPart ? ' and more' : '';
  const ignored =
    hidden === undefined || hidden.count === 0 ? '' : ` (${hidden.by} hides ${String(hidden.count)})`;
  const what = shown.length === 0 ? 'nothing' : `${shown.join(', ')}${rest}`;
  return `${folder} holds ${what}${ignored}`;
}
