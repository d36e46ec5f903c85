export interface ScrollTarget {
  /** One-based; the first must be seen, those up to `endLine` if there is room. */
  readonly line: number;
  readonly endLine: number;
  readonly height: number;
  /** Lines of the whole text. */
  readonly length: number;
}

const wishedMargin = 3;

/** The first visible line that shows the target with lines around it, as near to `top` as can be. */
export function scrollIntoView(top: number, { line, endLine, height, length }: ScrollTarget): number {
  const margin = Math.min(wishedMargin, Math.floor((height - 1) / 2));
  const lowest = endLine + margin - height + 1;
  const highest = line - margin;
  const wished = Math.min(Math.max(top, lowest), highest);
  return Math.max(1, Math.min(wished, length - height + 1));
}
