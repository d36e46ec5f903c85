import { parse } from '#grammars/directive.js';

/** Reads one physical line (without its line end) as a parser directive, or finds that it is none. */
export function readDirective(line: string): { name: string; value: string } | undefined {
  return line.includes('=') && line.includes('#') ? (parse(line) ?? undefined) : undefined;
}
