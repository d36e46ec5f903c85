// What every lowering is given, and what it gives back.
import type { Message } from '../../messages/message.js';
import type { Action } from '../action.js';
import type { BuildOptions } from '../build-options.js';
import type { Expander } from '../expansion.js';
import type { Globals } from '../globals.js';
import type { ResolvedImage } from '../image-config.js';
import type { OutlinedStage } from '../outline.js';
import type { Escape } from '../../syntax/tree.js';
import type { StageNames } from '../stage-names.js';
import type { Settings, StageState } from '../state/stage-state.js';

export interface LoweringContext {
  /** Before the instruction. */
  readonly state: StageState;
  /** Expands against the variables before the instruction. */
  readonly expand: Expander;
  /** Expands against those of another state. */
  readonly expandIn: (state: StageState) => Expander;
  readonly escape: Escape;
  readonly globals: Globals;
  readonly options: BuildOptions;
  readonly images: ReadonlyMap<string, ResolvedImage>;
  readonly stages: readonly OutlinedStage[];
  readonly names: StageNames;
  /** The number of the stage the instruction stands in. */
  readonly stage: number;
  readonly messages: Message[];
}

export interface Lowered {
  readonly action: Action;
  /** After the instruction. */
  readonly state: StageState;
}

/** A step that only changes the configuration. */
export const configured = (state: StageState): Lowered => ({ action: { type: 'configure' }, state });

/** The same state with some fields of its configuration replaced. */
export const reconfigure = (state: StageState, change: Settings): StageState => ({
  ...state,
  settings: { ...state.settings, ...change },
});
