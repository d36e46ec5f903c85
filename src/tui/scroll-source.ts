export interface ScrollTarget {
  /** One-based; the first must be seen, those up to `endLine` if there is room. */
  readonly line: number;
  readonly endLine: number;
  readonly height: number;
  /** Lines of the whole text. */
  readonly length: number;
}

const wishedMargin = 3;

const marginOf = (height: number): number => Math.min(wishedMargin, Math.floor((height - 1) / 2));

/** The first visible line that shows the target with lines around it, as near to `top` as can be. */
export function scrollIntoView(top: number, { line, endLine, height, length }: ScrollTarget): number {
  const margin = marginOf(height);
  const lowest = endLine + margin - height + 1;
  const highest = line - margin;
  const wished = Math.min(Math.max(top, lowest), highest);
  return Math.max(1, Math.min(wished, length - height + 1));
}

/** The lines moved by `distance`, and the line nearest to `line` that `scrollIntoView` leaves them there for. */
export function scrollLines(
  top: number,
  distance: number,
  { line, height, length }: Omit<ScrollTarget, 'endLine'>,
): { readonly top: number; readonly line: number } {
  const last = Math.max(1, length - height + 1);
  const moved = Math.min(Math.max(top + distance, 1), last);
  const margin = marginOf(height);
  const highest = moved === 1 ? 1 : moved + margin;
  const lowest = moved === last ? length : moved + height - 1 - margin;
  return { top: moved, line: Math.min(Math.max(line, highest), lowest) };
}
