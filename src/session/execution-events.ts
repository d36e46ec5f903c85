// What is done by hand beside the steps: commands of the prompt, and shells.

export interface ShellOpened {
  readonly type: 'shell/opened';
  readonly step: number;
  /** In the state before a failed step, beside what that left. */
  readonly look?: true;
  readonly time: string;
}

export interface ShellClosed {
  readonly type: 'shell/closed';
  readonly step: number;
  readonly exitCode: number;
  /** As in `shell/opened`: what it changed is gone. */
  readonly look?: true;
  /** What was entered in it, in order, as far as the shell told; a command of several lines is one. */
  readonly commands?: readonly { readonly text: string; readonly exitCode: number }[];
  readonly time: string;
}

/** No shell was opened, or it broke: the session stands where it stood. */
export interface ShellRefused {
  readonly type: 'shell/refused';
  readonly step: number;
  readonly message: string;
  readonly time: string;
}

/** One command begins in the state before `step`, or in what it left by failing. */
export interface ExecutionStarted {
  readonly type: 'execution/started';
  readonly step: number;
  /** For people: the script, or the words. */
  readonly text: string;
  /** An image that holds the state before it, where that cannot be made again. */
  readonly before?: string;
  readonly time: string;
}

/** As in `step/output`. */
export interface ExecutionOutput {
  readonly type: 'execution/output';
  readonly step: number;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  readonly time: string;
}

export interface ExecutionEnded {
  readonly type: 'execution/ended';
  readonly step: number;
  /** 130 where it was interrupted. */
  readonly exitCode: number;
  readonly milliseconds: number;
  readonly time: string;
}

/** It never began; the state is as it was. */
export interface ExecutionRefused {
  readonly type: 'execution/refused';
  readonly step: number;
  readonly message: string;
  /** What to do about it, where refrom knows. */
  readonly hint?: string;
  readonly time: string;
}
