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
  /** The same as `expand`, for a text that goes wherever the image goes: arguments that are secrets stay `$NAME`. */
  readonly expandOpenly: Expander;
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
  /**
   * What an image's history says of it, as BuildKit words it (dockerfile2llb, commitToHistory); of RUN what follows its
   * arguments. Empty for what has no entry.
   */
  readonly record: string;
}

/** A step that only changes the configuration. */
export const configured = (state: StageState, record: string): Lowered => ({
  action: { type: 'configure' },
  state,
  record,
});

/** `NAME=value`, one after the other. */
export const recordPairs = (
  keyword: string,
  pairs: readonly (readonly [name: string, value: string])[],
): string => [keyword, ...pairs.map(([name, value]) => `${name}=${value}`)].join(' ');

/** The same state with some fields of its configuration replaced. */
export const reconfigure = (state: StageState, change: Settings): StageState => ({
  ...state,
  settings: { ...state.settings, ...change },
});
