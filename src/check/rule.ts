// What a rule is, what it is given, and what it gives.
import type { Severity } from '../messages/message.js';
import type { Range } from '../messages/range.js';
import type { ResolvedImages } from '../plan/plan-build.js';
import type { Outline } from '../plan/outline.js';
import type { DockerfileTree, Instruction } from '../syntax/tree.js';
import type { Lines } from './finding.js';
import type { Visit } from './visit-stages.js';

/** One row of the table of rules. */
export interface Rule {
  readonly name: string;
  readonly address?: string;
  /** Unless `error=true` raises it. */
  readonly severity: Severity;
  /** Runs only if `experimental=` names it, and then whatever `skip=` says, as in BuildKit. */
  readonly experimental?: true;
  readonly find: (subject: Subject) => readonly Spot[];
}

/** All that a rule may look at. */
export interface Subject {
  readonly tree: DockerfileTree;
  readonly outline: Outline;
  /** The instructions below FROM as a build goes through them, triggers of bases included. */
  readonly visits: readonly Visit[];
  /** Base images that are known, by reference. */
  readonly images: ResolvedImages;
  /** Whether the ignore file hides a path of the context; absent where that cannot be told. */
  readonly isIgnored?: (path: string) => boolean;
}

/** One place where a rule is broken. */
export interface Spot {
  readonly range: Range;
  readonly lines: Lines;
  readonly text: string;
  readonly hint: string;
  /** A `# check=skip=` right above this instruction counts; the rules that look at the whole file heed none. */
  readonly heeds?: Instruction;
}

type Said = Pick<Spot, 'text' | 'hint'>;

export const linesOf = ({ line, endLine }: Instruction): Lines => ({ first: line, last: endLine });

/** A spot in an instruction of the file, which a comment above it may silence. */
export const spotIn = (instruction: Instruction, range: Range, said: Said): Spot => ({
  range,
  lines: linesOf(instruction),
  heeds: instruction,
  ...said,
});

/** A spot that no comment silences. */
export const spotOfFile = (instruction: Instruction, range: Range, { text, hint }: Said): Spot => ({
  range,
  lines: linesOf(instruction),
  text,
  hint,
});

/** A spot where the build goes; a trigger has no place of its own, and is reported at its FROM. */
export function spotAt({ instruction, from, isTrigger }: Visit, range: Range, said: Said): Spot {
  if (!isTrigger) return spotIn(instruction, range, said);
  const text = `a trigger of the base, \`ONBUILD ${instruction.rest.text === '' ? instruction.keyword : `${instruction.keyword} ${instruction.rest.text}`}\`: ${said.text}`;
  return spotOfFile(from, from.image.range, { text, hint: said.hint });
}

/** The address of a rule's page, from its name in kebab-case. */
export const pageOf = (name: string): string => `https://docs.docker.com/go/dockerfile/rule/${name}/`;
