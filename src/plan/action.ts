// What a step does, with nothing left to look up: one type for each executor.
import type { FileMode } from '../syntax/values/scalars.js';
import type { RemoteSource } from './remote-source.js';
import type { RunMount } from './mounts/mount.js';
import type { Scope } from './state/stage-state.js';

export type { FileMode } from '../syntax/values/scalars.js';

export type Action =
  | FromAction
  | RunAction
  | CopyAction
  | WorkdirAction
  /** ENV, LABEL, CMD, …: the step's state says it all; no container is needed. */
  | { readonly type: 'configure' };

/** What a stage begins with. */
export type StageBase =
  /** `platform` is that of FROM --platform. */
  | { readonly type: 'image'; readonly reference: string; readonly id: string; readonly platform?: string }
  | { readonly type: 'stage'; readonly index: number }
  /** The files of a --build-context, with the configuration of scratch; it may stand for a whole stage. */
  | { readonly type: 'folder'; readonly name: string; readonly isStage?: true }
  | { readonly type: 'scratch' };

export interface FromAction {
  readonly type: 'from';
  readonly base: StageBase;
}

export interface RunAction {
  readonly type: 'run';
  /** The whole argument vector: SHELL and script, or the exec form. */
  readonly command: readonly string[];
  /** The script of a shell form, for those who look inside it; absent in exec form. */
  readonly script?: string;
  /** A heredoc that begins with `#!`: written to `/dev/pipes/<name>` for the time of the step. */
  readonly file?: { readonly name: string; readonly content: string };
  /** ENV and ARG: see environmentOf and argumentsOf. */
  readonly scope: Scope;
  /** In the order in which they are mounted. */
  readonly mounts: readonly RunMount[];
  readonly network: 'default' | 'none' | 'host';
  readonly security: 'sandbox' | 'insecure';
  /** Predefined proxy arguments: reach RUN, never enter a key, a checkpoint or a history. */
  readonly proxies: readonly string[];
  readonly workingDirectory: string;
  /** As in USER; empty for root. */
  readonly user: string;
}

export interface CopyAction {
  readonly type: 'copy';
  readonly keyword: 'COPY' | 'ADD';
  readonly from: CopyOrigin;
  /** Expanded source paths, wildcards still in them; in the order of the file. */
  readonly sources: readonly string[];
  /** Those of `sources` that are URLs and repositories; ADD alone has them. */
  readonly remotes?: readonly RemoteSource[];
  /** Inline files of heredocs; they come after `sources`. */
  readonly files: readonly { readonly name: string; readonly content: string }[];
  /** Absolute, cleaned; a trailing slash is kept, it means a directory. */
  readonly destination: string;
  /** `--chown` as expanded: `user[:group]`, names or numbers. */
  readonly owner?: string;
  /** `--chmod`, octal, as a number. */
  readonly mode?: number;
  /** `--chmod` with symbols: changes of the mode each file has. */
  readonly modeChanges?: Extract<FileMode, { clauses: unknown }>['clauses'];
  /** Keep the folders on the way to a source, from its `/./` on where it has one. */
  readonly parents?: boolean;
  /** Patterns of an ignore file, held against paths below each source. */
  readonly excludes?: readonly string[];
  readonly link: boolean;
  /** ADD: unpack local archives. */
  readonly unpack: boolean;
}

export type CopyOrigin =
  /** The build context, or one of `--build-context`. */
  | { readonly type: 'context'; readonly name?: string }
  | { readonly type: 'stage'; readonly index: number }
  | { readonly type: 'image'; readonly reference: string; readonly id: string };

export interface WorkdirAction {
  readonly type: 'workdir';
  /** Absolute, cleaned. */
  readonly path: string;
  /** New folders belong to this USER. */
  readonly user: string;
}

/** Everything outside its own stage that a step takes files from. */
export function originsOf(action: Action): readonly CopyOrigin[] {
  if (action.type === 'copy') return [action.from];
  if (action.type !== 'run') return [];
  return action.mounts.flatMap((mount) => ('from' in mount && mount.from !== undefined ? [mount.from] : []));
}
