// Whether an expression matches somewhere in a text, in a time that grows with the text and not with the ways in which
// it could match: all states are held that a machine can be in. What follows on which character is remembered.
import { buildMachine, type Machine } from './expression-states.js';
import type { ExpressionNode } from './expression-tree.js';

/** What stands before a place in the text. */
type Before = 'nothing' | 'word' | 'other';

/** All that matters of what was read. */
interface Situation {
  readonly before: Before;
  /** Without the first one, which is there at every place. */
  readonly states: readonly number[];
  /** By code point; 'matched' and 'failed' whatever follows. */
  readonly next: Map<number, Situation | 'matched' | 'failed'>;
  matchesAtEnd?: boolean;
}

/** Of what is remembered; then all is forgotten. */
const maximumSituations = 1000;

export function createLinearMatch(tree: ExpressionNode): (text: string) => boolean {
  const machine = buildMachine(tree);
  const isAnchored = startsOnlyAtBeginning(machine);
  const known = new Map<string, Situation>();
  const situationOf = (before: Before, states: readonly number[]): Situation => {
    const key = `${before} ${states.join()}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= maximumSituations) known.clear();
    const made: Situation = { before, states, next: new Map() };
    known.set(key, made);
    return made;
  };
  const goOn = ({ before, states }: Situation, code: number): Situation | 'matched' | 'failed' => {
    const character = String.fromCodePoint(code);
    const reached = reach(machine, [machine.first, ...states], before, character);
    if (reached === 'matched') return reached;
    const next = step(machine, reached, character);
    if (next.length === 0 && isAnchored) return 'failed';
    return situationOf(isWord(character) ? 'word' : 'other', next);
  };
  return (text) => {
    let situation = situationOf('nothing', []);
    for (let position = 0; position < text.length;) {
      const code = text.codePointAt(position) ?? 0;
      let next = situation.next.get(code);
      if (next === undefined) situation.next.set(code, (next = goOn(situation, code)));
      if (next === 'matched' || next === 'failed') return next === 'matched';
      situation = next;
      position += code > 0xffff ? 2 : 1;
    }
    const { before, states } = situation;
    return (situation.matchesAtEnd ??= reach(machine, [machine.first, ...states], before) === 'matched');
  };
}

const isWord = (character: string): boolean => /^\w$/.test(character);

/** The states that are reached from these without a character; `behind` is undefined at the text's end. */
function reach(
  { states }: Machine,
  from: readonly number[],
  before: Before,
  behind?: string,
): ReadonlySet<number> | 'matched' {
  const reached = new Set(from);
  // What is added to a set while it is gone through has its turn too.
  for (const number of reached) {
    const state = states[number];
    if (state?.type === 'match') return 'matched';
    if (state?.type === 'fork') for (const next of state.next) reached.add(next);
    if (state?.type === 'place' && holds(state.place, before, behind)) reached.add(state.next);
  }
  return reached;
}

function holds(place: string, before: Before, behind: string | undefined): boolean {
  if (place === '^') return before === 'nothing';
  if (place === '$') return behind === undefined;
  const isEdge = (before === 'word') !== (behind !== undefined && isWord(behind));
  return isEdge === (place === '\\b');
}

/** In order: the same states are the same situation. */
function step({ states }: Machine, reached: ReadonlySet<number>, character: string): number[] {
  const next = new Set<number>();
  for (const number of reached) {
    const state = states[number];
    if (state?.type === 'character' && state.accepts(character)) next.add(state.next);
  }
  return [...next].sort((one, other) => one - other);
}

/** No match can begin further on. */
function startsOnlyAtBeginning(machine: Machine): boolean {
  const isStuck = (before: Before, behind?: string): boolean => {
    const reached = reach(machine, [machine.first], before, behind);
    return (
      reached !== 'matched' && [...reached].every((number) => machine.states[number]?.type !== 'character')
    );
  };
  const places: readonly Before[] = ['word', 'other'];
  return places.every((before) => ['a', '.', undefined].every((behind) => isStuck(before, behind)));
}
