// The real parser of scripts, from the packages it comes in.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createScriptHighlighter, type ReadScriptTokens } from '../../src/shell/script-highlighter.js';

const read = (path: string): Promise<Buffer> => readFile(resolve(import.meta.dirname, '../../../..', path));

export const readTokens: ReadScriptTokens = await createScriptHighlighter({
  runtime: await read('node_modules/web-tree-sitter/web-tree-sitter.wasm'),
  bash: await read('node_modules/tree-sitter-bash/tree-sitter-bash.wasm'),
  highlightsQuery: String(await read('grammars/queries/bash/highlights.scm')),
});
