// The tree of one Dockerfile: plain, readonly, JSON-serialisable nodes. The leaves of all nodes, in order,
// tile the text, so that printing them gives the file back to the byte.
import type { Range } from '../messages/range.js';

export interface DockerfileTree {
  readonly text: string;
  /** The character that continues a line, from the escape directive. */
  readonly escape: Escape;
  /** All of the file, in order: their ranges tile `text`. */
  readonly nodes: readonly Node[];
  /** The instructions among `nodes`. */
  readonly instructions: readonly Instruction[];
}

export type Escape = '\\' | '`';

export type Node = Trivia | Instruction;

/** What stands outside instructions: a byte order mark, directives, comments, blank lines. One line each. */
export interface Trivia {
  readonly type: 'bom' | 'directive' | 'comment' | 'blank';
  readonly range: Range;
  /** Of a directive: its lower-case name and its value. */
  readonly directive?: { readonly name: string; readonly value: string };
}

/** A piece of an instruction's text. Code lines hold the logical text, the others do not. */
export interface Leaf {
  readonly type: 'code' | 'comment' | 'blank' | 'heredoc-body' | 'heredoc-end';
  /** With its line end. */
  readonly range: Range;
}

/** What every instruction has, whatever its keyword. */
export interface InstructionBase {
  readonly type: 'instruction';
  /** The keyword's own spelling lies at `keywordRange`. */
  readonly keywordRange: Range;
  /** From its first character to the end of its last line, heredoc bodies and the line end included. */
  readonly range: Range;
  readonly leaves: readonly Leaf[];
  /** One-based first and last physical line. */
  readonly line: number;
  readonly endLine: number;
  /** The instruction as one line: continuations joined, comments in them dropped, heredoc bodies left out. */
  readonly logical: LogicalText;
  readonly flags: readonly Flag[];
  /** `logical.text` after keyword and flags, both ends trimmed; `start` is its place in `logical.text`. */
  readonly rest: { readonly text: string; readonly start: number };
  readonly heredocs: readonly Heredoc[];
}

/** Joined text with the way back: piece i of `text` begins at `logical` and comes from `source` in the file. */
export interface LogicalText {
  readonly text: string;
  readonly pieces: readonly { readonly logical: number; readonly source: number; readonly length: number }[];
}

/** `--name` or `--name=value`; a value as written, quotes and backslashes removed as BuildKit does. */
export interface Flag {
  readonly name: string;
  readonly value?: string;
  readonly range: Range;
  /** Of the value as written, quotes included. */
  readonly valueRange?: Range;
}

export interface Heredoc {
  /** The delimiter, unquoted. */
  readonly name: string;
  readonly fileDescriptor: number;
  /** False if any part of the delimiter was quoted. */
  readonly expand: boolean;
  /** `<<-`: leading tabs of the body and of the terminator are dropped. */
  readonly chomp: boolean;
  /** The body as it is used: chomped if asked, last line end included. */
  readonly body: string;
  readonly bodyRange: Range;
}

/** An argument as written in the file (before expansion) and where. */
export interface Word {
  readonly text: string;
  readonly range: Range;
}

export interface Assignment {
  readonly name: Word;
  /** Missing only in ARG. */
  readonly value?: Word;
}

/** The arguments of CMD, ENTRYPOINT, RUN, SHELL: an exec form's strings, or the shell form's text. */
export type CommandForm =
  | { readonly form: 'exec'; readonly arguments: readonly string[] }
  | { readonly form: 'shell'; readonly script: string };

/** A source of COPY or ADD: a word to be expanded, or an inline file. */
export type CopySource =
  { readonly type: 'path'; readonly word: Word } | { readonly type: 'heredoc'; readonly heredoc: Heredoc };

export type Instruction =
  | FromInstruction
  | RunInstruction
  | CommandInstruction
  | AssignInstruction
  | ArgInstruction
  | CopyInstruction
  | WordsInstruction
  | WordInstruction
  | HealthcheckInstruction
  | OnbuildInstruction
  | ShellInstruction
  | UnreadInstruction;

export interface FromInstruction extends InstructionBase {
  readonly keyword: 'FROM';
  readonly image: Word;
  /** The keyword between image and name, as spelled. */
  readonly as?: Word;
  readonly stageName?: Word;
  readonly platform?: Word;
}

export interface RunInstruction extends InstructionBase {
  readonly keyword: 'RUN';
  readonly command: CommandForm;
}

export interface CommandInstruction extends InstructionBase {
  readonly keyword: 'CMD' | 'ENTRYPOINT';
  readonly command: CommandForm;
}

export interface ShellInstruction extends InstructionBase {
  readonly keyword: 'SHELL';
  readonly arguments: readonly string[];
}

export interface AssignInstruction extends InstructionBase {
  readonly keyword: 'ENV' | 'LABEL';
  /** The form without `=`: one name, and the rest of the line as its value. */
  readonly legacy?: true;
  readonly assignments: readonly (Assignment & { readonly value: Word })[];
}

export interface ArgInstruction extends InstructionBase {
  readonly keyword: 'ARG';
  readonly assignments: readonly Assignment[];
}

export interface CopyInstruction extends InstructionBase {
  readonly keyword: 'COPY' | 'ADD';
  readonly sources: readonly CopySource[];
  readonly destination: Word;
}

/** EXPOSE and VOLUME: one word or more. */
export interface WordsInstruction extends InstructionBase {
  readonly keyword: 'EXPOSE' | 'VOLUME';
  readonly words: readonly Word[];
}

/** WORKDIR, USER, STOPSIGNAL, MAINTAINER: exactly one argument, the rest of the line. */
export interface WordInstruction extends InstructionBase {
  readonly keyword: 'WORKDIR' | 'USER' | 'STOPSIGNAL' | 'MAINTAINER';
  readonly word: Word;
}

export interface HealthcheckInstruction extends InstructionBase {
  readonly keyword: 'HEALTHCHECK';
  /** Null for HEALTHCHECK NONE. */
  readonly command: CommandForm | null;
}

export interface OnbuildInstruction extends InstructionBase {
  readonly keyword: 'ONBUILD';
  /** The trigger as one line, inner blanks kept, as the image's configuration holds it. */
  readonly trigger: string;
  readonly triggerKeyword: string;
}

/** An instruction with an error in it: there is a message with a range inside it. */
export interface UnreadInstruction extends InstructionBase {
  readonly keyword: '';
  /** Upper-case, as far as it is one of the language. */
  readonly unread: string;
}
