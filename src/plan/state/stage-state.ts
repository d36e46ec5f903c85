import type { ImageConfig } from '../image-config.js';
import type { Bindings } from './bindings.js';

/** What a stage's instructions build up beside the file system. */
export interface StageState extends Scope {
  readonly settings: Settings;
  /** The variables that the stage began with. */
  readonly opening: Bindings<string, Variable>;
  readonly labels: Bindings<string, string>;
  /** `port/protocol` */
  readonly ports: Bindings<string, true>;
  readonly volumes: Bindings<string, true>;
  /** Of ONBUILD, numbered from 0. */
  readonly triggers: Bindings<number, string>;
  /** True once this stage itself has set CMD: ENTRYPOINT then leaves it alone. */
  readonly commandSet: boolean;
  /** Where MAINTAINER goes: a field of the image beside its configuration. */
  readonly author?: string;
}

/** The variables of a place in a stage. */
export interface Scope {
  /** Those that the configuration keeps, each as its whole entry: `NAME=value`. */
  readonly environment: Bindings<string, string>;
  /** Those that expansion and RUN see: those of ENV and those of ARG, whichever came last. */
  readonly variables: Bindings<string, Variable>;
  /** Names that ARG declared in this stage or in the stages it is built from, in order, with or without a value. */
  readonly declared: Bindings<string, true>;
}

export interface Variable {
  readonly value: string;
  readonly from: 'env' | 'arg';
}

/** What of the configuration an instruction replaces as a whole. */
export type Settings = Omit<ImageConfig, 'Env' | 'Labels' | 'ExposedPorts' | 'Volumes' | 'OnBuild'>;
