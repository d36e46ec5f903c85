// A symbolic mode applied to a mode, as BuildKit's library does it, which follows BSD's setmode(3) and not GNU's chmod.
import type { FileMode } from '../../plan/action.js';

type Clause = Extract<FileMode, { clauses: unknown }>['clauses'][number];
type Operator = Clause['actions'][number]['operator'];

export function applyMode(clauses: readonly Clause[], before: number, isFolder: boolean): number {
  // `X` looks at the mode before the first change.
  const mayExecute = isFolder || (before & everyX) !== 0;
  return clauses.flatMap(changesOf).reduce((mode, change) => applyChange(change, mode, mayExecute), before);
}

const everyX = 0o111;
const sticky = 0o1000;
const setId = 0o6000;
const others = 0o007;
const whoBits: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: others, a: 0o6777 };
const permissionBits: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: everyX };
const shifts: Readonly<Record<string, number>> = { u: 6, g: 3, o: 0 };

type Change =
  | { readonly type: 'set' | 'clear' | 'execute'; readonly bits: number }
  /** The bits of one class for `classes`, each given by its shift. */
  | {
      readonly type: 'copy';
      readonly shift: number;
      readonly operator: Operator;
      readonly classes: readonly number[];
    };

function changesOf({ who, actions }: Clause): Change[] {
  const named = Array.from(who).reduce((bits, letter) => bits | (whoBits[letter] ?? 0), 0);
  return actions.flatMap(({ operator, permissions }) => changesOfAction(operator, permissions, named));
}

function changesOfAction(operator: Operator, permissions: string, named: number): Change[] {
  const changes: Change[] = [];
  let who = named;
  let [bits, executable, isCleared] = [0, 0, false];
  const limit = (wanted: number): number => (who === 0 ? wanted : wanted & who);
  const flush = (isEnd: boolean): void => {
    if (bits !== 0 || (isEnd && operator === '=' && !isCleared)) {
      if (operator === '=') changes.push({ type: 'clear', bits: who === 0 ? 0o6777 : who });
      changes.push({ type: operator === '-' ? 'clear' : 'set', bits: limit(bits) });
    }
    if (executable !== 0) changes.push({ type: 'execute', bits: limit(executable) });
    [bits, executable] = [0, 0];
  };
  for (const letter of permissions) {
    const shift = shifts[letter];
    if (shift !== undefined) {
      flush(false);
      isCleared = operator === '=';
      changes.push({ type: 'copy', shift, operator, classes: classesOf(who) });
    } else if (letter === 'X' && operator !== '-') executable = everyX;
    else if (letter === 'X') bits |= everyX;
    else if (letter !== 's' && letter !== 't') bits |= permissionBits[letter] ?? 0;
    else if (who === 0 || (who & ~others) !== 0) {
      bits |= letter === 's' ? setId : sticky;
      // From here on the sticky bit counts as named; without a name before, it is the only one.
      if (letter === 't') who |= sticky;
    }
  }
  flush(true);
  return changes;
}

const classesOf = (who: number): readonly number[] =>
  Object.values(shifts).filter((shift) => who === 0 || (who & (0o4 << shift)) !== 0);

function applyChange(change: Change, mode: number, mayExecute: boolean): number {
  switch (change.type) {
    case 'set':
      return mode | change.bits;
    case 'clear':
      return mode & ~change.bits;
    case 'execute':
      return mayExecute ? mode | change.bits : mode;
    case 'copy':
      return copyClass(change, mode);
  }
}

function copyClass({ shift, operator, classes }: Extract<Change, { type: 'copy' }>, mode: number): number {
  const value = (mode >> shift) & 0o7;
  const spread = (bits: number): number => classes.reduce((all, each) => all | (bits << each), 0);
  if (operator === '+') return mode | spread(value);
  return operator === '-' ? mode & ~spread(value) : (mode & ~spread(0o7)) | spread(value);
}
