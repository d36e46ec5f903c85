// Build arguments: an image holds none, so a resumed stage declares each again, with the value it has at the cut.
import { allBound, boundTo, isBound } from '../../plan/state/bindings.js';
import { declareArgument, openScope, valueIn } from '../../plan/state/scope.js';
import type { Scope } from '../../plan/state/stage-state.js';
import { fileGlobals } from './file-globals.js';
import type { Plan } from '../../plan/plan.js';
import type { ArgInstruction, Assignment, DockerfileTree, Instruction } from '../../syntax/tree.js';
import type { KeptInstruction } from './carried-over.js';
import type { FinishedPart } from './find-finished-parts.js';
import { holdsSecret, knownSecrets } from './known-secrets.js';
import type { PassAgain } from './pass-again.js';
import { spellArgument, writtenText, type SpellingContext } from './spell-argument.js';
import { writtenArguments } from './written-arguments.js';

export interface CarriedArguments {
  /** Words of ARG for those that the stage has from its parent or from triggers. */
  readonly inherited: readonly string[];
  /** The stage's own ARG instructions that stay. */
  readonly own: ReadonlyMap<Instruction, KeptInstruction>;
  readonly passAgain: readonly PassAgain[];
}

/**
 * Each name once, in the order of declaration. A name whose value ENV has set last is left out: the image has
 * it, and an ARG below FROM would win over it.
 */
export function carryArguments(tree: DockerfileTree, plan: Plan, part: FinishedPart): CarriedArguments {
  const own = new Map<Instruction, KeptInstruction>();
  if (!part.hasHeirs) return { inherited: [], own, passAgain: [] };
  const carry = createCarrier(tree, plan, part);
  const inherited = [...allBound(part.opened.declared).keys()].flatMap((name) => carry.declare(name));
  for (const instruction of part.done) {
    if (instruction.keyword !== 'ARG') continue;
    const words = instruction.assignments.flatMap((each) => carry.declare(each.name.text, each));
    if (words.length > 0) own.set(instruction, keep(tree, instruction, words));
  }
  return { inherited, own, passAgain: carry.passAgain };
}

function keep(
  { text }: DockerfileTree,
  instruction: ArgInstruction,
  words: readonly string[],
): KeptInstruction {
  const written = instruction.assignments.map(writtenText);
  const opening = text.slice(instruction.range.start, instruction.keywordRange.end);
  const isUnchanged = written.join(' ') === words.join(' ');
  return { opening, words, ...(isUnchanged ? {} : { text: `${opening} ${words.join(' ')}` }) };
}

interface Carrier {
  /** The word that declares the name, unless it is declared already or is not to be. */
  readonly declare: (name: string, own?: Assignment) => string[];
  readonly passAgain: readonly PassAgain[];
}

function createCarrier(tree: DockerfileTree, plan: Plan, part: FinishedPart): Carrier {
  const { state, lastStep } = part;
  const passAgain: PassAgain[] = [];
  const secrets = knownSecrets(tree, plan, lastStep);
  const globals = fileGlobals(tree, plan).values;
  const written = writtenArguments(tree, plan, part);
  // What the resumed file has declared so far.
  let scope: Scope = openScope(state);
  const declare = (name: string, own?: Assignment): string[] => {
    const wanted = boundTo(state.variables, name);
    if (isBound(scope.declared, name) || wanted?.from === 'env') return [];
    const lookup = (variable: string): string | undefined => valueIn(scope, variable);
    const isSecret = (value: string): boolean => holdsSecret(name, value, secrets);
    const context: SpellingContext = { lookup, globals, isSecret, escape: tree.escape };
    const ways = [...(own === undefined ? [] : [own]), ...(written.get(name) ?? [])];
    const { word, reason } = spellArgument(name, wanted?.value, ways, context);
    scope = declareArgument(scope, name, wanted?.value);
    if (reason !== undefined) passAgain.push({ names: [name], reason });
    return [word];
  };
  return { declare, passAgain };
}
