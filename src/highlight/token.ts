import type { Range } from '../messages/range.js';
import type { ScriptTokenType } from '../shell/script-highlighter.js';

export type TokenType =
  /** A keyword of the language, AS included, and that of a trigger or of a health check. */
  | 'instruction'
  | 'flag'
  /** What ENV, ARG and LABEL give a value to. */
  | 'name'
  /** An argument without quotes. */
  | 'word'
  | 'string'
  /** `$name`, `${name` and the brace that ends it. */
  | 'variable'
  /** What stands between name and word: `:-`, `##`. */
  | 'modifier'
  | 'stage'
  | 'image'
  /** The brackets and commas of JSON, the sign between name and value. */
  | 'punctuation'
  /** `<<EOF`, and the line that ends its body. */
  | 'heredoc-marker'
  | 'heredoc-body'
  | 'comment'
  | 'directive'
  /** Inside scripts. */
  | ScriptTokenType;

/** Half-open in the file's text, never over a line end that continues an instruction. */
export interface Token extends Range {
  readonly type: TokenType;
}
