// A tree of an expression as a machine of states (Thompson's), each a number: what it takes to be in the next ones.
import type { ExpressionNode } from './expression-tree.js';

export type State =
  | { readonly type: 'character'; readonly accepts: (character: string) => boolean; readonly next: number }
  | { readonly type: 'place'; readonly place: string; readonly next: number }
  /** All of them at once. */
  | { readonly type: 'fork'; readonly next: readonly number[] }
  | { readonly type: 'match' };

export interface Machine {
  readonly states: readonly State[];
  readonly first: number;
}

export function buildMachine(tree: ExpressionNode): Machine {
  const states: State[] = [{ type: 'match' }];
  const add = (state: State): number => states.push(state) - 1;
  /** The state from which `node` leads to `next`: built from its end. */
  const build = (node: ExpressionNode, next: number): number => {
    switch (node.type) {
      case 'character':
        return add({ type: 'character', accepts: node.accepts, next });
      case 'place':
        return add({ type: 'place', place: node.place, next });
      case 'sequence':
        return node.parts.reduceRight((behind, part) => build(part, behind), next);
      case 'choice':
        return add({ type: 'fork', next: node.options.map((option) => build(option, next)) });
      case 'repetition':
        return buildRepetition(node, next);
    }
  };
  const buildRepetition = (
    { part, least, most }: Extract<ExpressionNode, { type: 'repetition' }>,
    next: number,
  ): number => {
    let first = next;
    if (most === Infinity) {
      const again: number[] = [next];
      first = add({ type: 'fork', next: again });
      again.push(build(part, first));
    } else {
      for (let count = least; count < most; count += 1)
        first = add({ type: 'fork', next: [build(part, first), next] });
    }
    for (let count = 0; count < least; count += 1) first = build(part, first);
    return first;
  };
  return { first: build(tree, 0), states };
}
