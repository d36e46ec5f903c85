import type { ImageConfig } from './image-config.js';

/** What a stage's instructions build up beside the file system. */
export interface StageState {
  readonly config: ImageConfig;
  /** Variables seen by expansion and by RUN: those of ENV and those of ARG, whichever came last. */
  readonly variables: Readonly<Record<string, Variable>>;
  /** Names that ARG declared in this stage or in the stages it is built from, in order, with or without a value. */
  readonly declared: readonly string[];
  /** True once this stage itself has set CMD: ENTRYPOINT then leaves it alone. */
  readonly commandSet: boolean;
  /** Where MAINTAINER goes: a field of the image beside its configuration. */
  readonly author?: string;
}

export interface Variable {
  readonly value: string;
  readonly from: 'env' | 'arg';
}
