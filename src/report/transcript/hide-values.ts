// Values that must not stand in a recording, in whatever text they turn up.

export interface HiddenValue {
  /** What may stand in its place. */
  readonly name: string;
  /** Of several lines each is hidden for itself. */
  readonly value: string;
}

export interface ValueHider {
  /** The name in the place of the value. */
  readonly name: (text: string) => string;
  /** Stars, as many as the value has characters: what is drawn on a screen keeps its places. */
  readonly mask: (text: string) => string;
  /** Characters of the longest value. */
  readonly longest: number;
}

export function hideValues(values: readonly HiddenValue[]): ValueHider {
  const names = new Map(values.flatMap(splitLines));
  const all = [...names.keys()].sort((one, other) => other.length - one.length);
  if (all.length === 0) return { name: (text) => text, mask: (text) => text, longest: 0 };
  const pattern = new RegExp(all.map(findValue).join('|'), 'g');
  return {
    name: (text) => text.replaceAll(pattern, (value) => names.get(value) ?? ''),
    mask: (text) => text.replaceAll(pattern, (value) => '*'.repeat(value.length)),
    longest: all[0]?.length ?? 0,
  };
}

/** Shorter ones are parts of other words by chance. */
const shortest = 6;

function splitLines({ name, value }: HiddenValue): (readonly [value: string, name: string])[] {
  const lines = value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines
    .filter((line) => lines.length === 1 || line.length >= shortest)
    .map((line) => [line, name] as const);
}

function findValue(value: string): string {
  const text = value.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
  return value.length >= shortest ? text : String.raw`(?<!\w)${text}(?!\w)`;
}
