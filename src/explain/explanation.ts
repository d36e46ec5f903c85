import type { Range } from '../messages/range.js';
import type { VariableOrigin } from '../plan/variable-origin.js';

/** What one step does, in words and in parts. Plain data; fields are only ever added. */
export interface StepExplanation {
  /** `Step.id`. */
  readonly step: number;
  /** The name of its stage, or its number. */
  readonly stage: string;
  readonly line: number;
  readonly endLine: number;
  readonly range: Range;
  /** On one line, as written. */
  readonly instruction: string;
  /** True for an ONBUILD trigger of the base image: it stands at the FROM that fires it. */
  readonly trigger: boolean;
  /** Whether it adds files to the image or only changes its configuration; FROM begins anew. */
  readonly kind: 'base' | 'layer' | 'metadata';
  /** One sentence without a full stop. */
  readonly does: string;
  /** What the step key is a digest of: if one of these changes, the step is executed again. */
  readonly key: readonly string[];
  /** The words in which the builder expanded variables. */
  readonly words: readonly ExplainedWord[];
  /** Variables that the command names and its process gets; the builder expands none of them. */
  readonly sees: readonly ExplainedVariable[];
  readonly byHand: ByHand;
}

export interface ExplainedWord {
  /** As written. */
  readonly text: string;
  /** Null where it holds a build argument with a secret's name. */
  readonly value: string | null;
  readonly variables: readonly ExplainedVariable[];
}

export interface ExplainedVariable {
  readonly name: string;
  /** Null where it is unset, or a build argument with a secret's name. */
  readonly value: string | null;
  readonly origin: VariableOrigin;
}

/** The same by the docker CLI, from the image `by-hand:N` of the step before to that of this one. */
export interface ByHand {
  /** For a POSIX shell in the context's folder. None where docker has no equal. */
  readonly commands: readonly string[];
  /** What they do otherwise than the step, or why there are none. */
  readonly limits: readonly string[];
}
