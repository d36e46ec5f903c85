// RUN scripts to the commands in them. The parser is WebAssembly; it is handed in as bytes, and loaded once, when asked for.
import { Query } from 'web-tree-sitter';
import { loadBash, type ShellGrammar } from './load-bash.js';

export interface ScriptCommand {
  /** As written, quotes and all: `apt-get`, `/usr/bin/curl`, `"$tool"`. */
  readonly name: string;
  /** As written. */
  readonly arguments: readonly string[];
}

export interface ScriptReader {
  /** All simple commands in the order they stand in, those inside loops, conditions and substitutions included. */
  readCommands(script: string): ScriptCommand[];
}

export interface ScriptGrammar extends ShellGrammar {
  /** grammars/queries/bash/commands.scm */
  readonly commandsQuery: string;
}

export async function createScriptReader(grammar: ScriptGrammar): Promise<ScriptReader> {
  const { language, parser } = await loadBash(grammar);
  const query = new Query(language, grammar.commandsQuery);
  return {
    readCommands: (script) => {
      const tree = parser.parse(script);
      if (tree === null) return [];
      const commands = query.captures(tree.rootNode).flatMap(({ name, node }) => {
        if (name !== 'command') return [];
        const nameNode = node.childForFieldName('name');
        const words = node.childrenForFieldName('argument').map((child) => child.text);
        return nameNode === null ? [] : [{ name: nameNode.text, arguments: words }];
      });
      tree.delete();
      return commands;
    },
  };
}
