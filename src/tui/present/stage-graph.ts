// The lines between stages: each stage has a lane, which goes down from it until the last stage that needs it.
import type { Marks } from './marks.js';

export interface GraphNode {
  /** Places in the list of the nodes it needs, all before its own. */
  readonly needs: readonly number[];
}

/** Of a node's row: what stands before its sign, and behind it the lanes that go on. */
export interface GraphRow {
  readonly before: string;
  readonly after: string;
}

interface Lane {
  readonly owner: number;
  /** The last node that needs the owner. */
  readonly end: number;
}

/** Two columns a lane. Lanes further to the right belong to later nodes; one that has ended is free for another. */
export function drawGraph(nodes: readonly GraphNode[], marks: Marks): readonly GraphRow[] {
  const lanes: (Lane | undefined)[] = [];
  return nodes.map(({ needs }, index) => {
    const needed = lanes.flatMap((lane, at) =>
      lane !== undefined && needs.includes(lane.owner) ? [at] : [],
    );
    const own = firstFree(lanes, needed.at(-1) ?? -1);
    const cells = Array.from({ length: Math.max(lanes.length, own) }, (_, at) =>
      drawCell({ at, lane: lanes[at], index, needed, own }, marks),
    );
    for (const [at, lane] of lanes.entries()) if (lane?.end === index) lanes[at] = undefined;
    const end = nodes.findLastIndex((node) => node.needs.includes(index));
    if (end !== -1) lanes[own] = { owner: index, end };
    return {
      before: cells.slice(0, own).join(''),
      after: cells
        .slice(own + 1)
        .join('')
        .trimEnd(),
    };
  });
}

/** To the right of all that is needed, so that lines come from the left and above. */
function firstFree(lanes: readonly (Lane | undefined)[], after: number): number {
  const found = lanes.findIndex((lane, at) => at > after && lane === undefined);
  return found === -1 ? Math.max(lanes.length, after + 1) : found;
}

interface Cell {
  readonly at: number;
  readonly lane: Lane | undefined;
  readonly index: number;
  /** Lanes that lead into this row's node, from the left. */
  readonly needed: readonly number[];
  readonly own: number;
}

/** A lane's own sign, and the column behind it. */
function drawCell({ at, lane, index, needed, own }: Cell, { graph }: Marks): string {
  const first = needed[0] ?? own;
  const isCrossed = at > first && at < own;
  const gap = at >= first && at < own ? graph.across : ' ';
  if (lane === undefined) return (isCrossed ? graph.across : ' ') + gap;
  if (!needed.includes(at)) return graph.down + gap;
  if (lane.end === index) return (at === first ? graph.corner : graph.join) + gap;
  return (at === first ? graph.fork : graph.cross) + gap;
}
