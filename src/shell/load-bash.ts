import { Language, Parser } from 'web-tree-sitter';

/** The parser is WebAssembly, and handed in as bytes. */
export interface ShellGrammar {
  /** web-tree-sitter's own module. */
  readonly runtime: Uint8Array;
  /** The grammar of bash, which reads sh as well. */
  readonly bash: Uint8Array;
}

export async function loadBash({
  runtime,
  bash,
}: ShellGrammar): Promise<{ language: Language; parser: Parser }> {
  await Parser.init({ wasmBinary: runtime });
  const language = await Language.load(bash);
  const parser = new Parser();
  parser.setLanguage(language);
  return { language, parser };
}
