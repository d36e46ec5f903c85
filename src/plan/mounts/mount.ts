// What a RUN finds mounted: one type for each `type` of --mount, with nothing left to look up.
import type { CopyOrigin } from '../action.js';

export type RunMount = BindMount | CacheMount | TmpfsMount | SecretMount | SshMount;

export interface BindMount {
  readonly type: 'bind';
  readonly from: CopyOrigin;
  /** A path in the origin; `/` for all of it. */
  readonly source: string;
  readonly target: string;
  /** What is written to one that is not read-only is gone after the step. */
  readonly readOnly: boolean;
}

export interface CacheMount extends Ownership {
  readonly type: 'cache';
  readonly id: string;
  readonly sharing: 'shared' | 'private' | 'locked';
  /** What a new cache begins with; nothing where absent. */
  readonly from?: CopyOrigin;
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

export interface TmpfsMount {
  readonly type: 'tmpfs';
  readonly target: string;
  /** In bytes. */
  readonly size?: number;
  readonly readOnly: boolean;
}

export interface SecretMount extends Ownership {
  readonly type: 'secret';
  readonly id: string;
  /** Where the file lies; absent if the secret is a variable only. */
  readonly target?: string;
  /** The variable that holds it. */
  readonly variable?: string;
  readonly required: boolean;
}

export interface SshMount extends Ownership {
  readonly type: 'ssh';
  readonly id: string;
  /** Where the agent's socket lies. */
  readonly target: string;
  readonly required: boolean;
}

/** Of a cache's folder when it is new, of a secret's file, of a socket. */
export interface Ownership {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}
