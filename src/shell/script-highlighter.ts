// What is to be coloured in a script, by the query grammars/queries/bash/highlights.scm.
import { Query } from 'web-tree-sitter';
import { loadBash, type ShellGrammar } from './load-bash.js';

export type ScriptTokenType = 'command' | 'string' | 'variable' | 'operator' | 'comment' | 'keyword';

/** `[start, end)` in UTF-16 code units of the script. */
export interface ScriptToken {
  readonly type: ScriptTokenType;
  readonly start: number;
  readonly end: number;
}

/** Tokens from the outside in: a later one lies inside an earlier one, or behind it. */
export type ReadScriptTokens = (script: string) => readonly ScriptToken[];

export interface HighlightGrammar extends ShellGrammar {
  /** grammars/queries/bash/highlights.scm */
  readonly highlightsQuery: string;
}

export async function createScriptHighlighter(grammar: HighlightGrammar): Promise<ReadScriptTokens> {
  const { language, parser } = await loadBash(grammar);
  const query = new Query(language, grammar.highlightsQuery);
  return (script) => {
    const tree = parser.parse(script);
    if (tree === null) return [];
    const tokens = query.captures(tree.rootNode).map(({ name, node }) => ({
      type: name as ScriptTokenType,
      start: node.startIndex,
      end: node.endIndex,
    }));
    tree.delete();
    return tokens.sort((one, other) => one.start - other.start || other.end - one.end);
  };
}
