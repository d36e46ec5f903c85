/** What a walk goes through: places by number, and the edges that lead from each to others. */
export interface Graph<Edge> {
  readonly edgesOf: (place: number) => readonly Edge[];
  readonly targetOf: (edge: Edge) => number;
}

/**
 * Depth first from each of `starts`, without recursion: thousands of stages may each need the one before. In `order` each
 * place comes after those its edges lead to, but for the edges that close a circle.
 */
export function walkDepthFirst<Edge>(
  starts: readonly number[],
  { edgesOf, targetOf }: Graph<Edge>,
): { readonly order: readonly number[]; readonly closing: readonly Edge[] } {
  const order: number[] = [];
  const closing: Edge[] = [];
  const open = new Set<number>();
  const seen = new Set<number>();
  const path: { readonly place: number; readonly left: Edge[] }[] = [];
  const enter = (place: number): void => {
    if (seen.has(place)) return;
    seen.add(place);
    open.add(place);
    path.push({ place, left: edgesOf(place).toReversed() });
  };
  for (const start of starts) {
    enter(start);
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const edge = at.left.pop();
      if (edge === undefined) {
        order.push(at.place);
        open.delete(at.place);
        path.pop();
      } else if (open.has(targetOf(edge))) closing.push(edge);
      else enter(targetOf(edge));
    }
  }
  return { order, closing };
}
