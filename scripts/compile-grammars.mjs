// Compiles grammars/*.peggy to build/grammars/*.js with types beside them. A file is compiled again only when
// its content, or this script, has changed.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'grammars');
const output = join(root, 'build', 'grammars');

/** Brings build/grammars up to date; returns the names of the grammars it compiled. */
export async function compileGrammars() {
  await mkdir(output, { recursive: true });
  const salt = await readFile(fileURLToPath(import.meta.url), 'utf8');
  const names = (await readdir(source))
    .filter((name) => name.endsWith('.peggy'))
    .map((name) => basename(name, '.peggy'));
  const compiled = await Promise.all(names.map((name) => compileGrammar(name, salt)));
  return names.filter((_, index) => compiled[index]);
}

async function compileGrammar(name, salt) {
  const grammar = await readFile(join(source, `${name}.peggy`), 'utf8');
  const stamp = `// ${createHash('sha256').update(salt).update(grammar).digest('hex')}`;
  const target = join(output, `${name}.js`);
  const present = await readFile(target, 'utf8').catch(() => '');
  if (present.startsWith(stamp)) return false;
  const { default: peggy } = await import('peggy');
  const { types, starts } = readHeader(name, grammar);
  const code = peggy.generate(grammar, {
    output: 'source',
    format: 'es',
    allowedStartRules: starts.map((start) => start.rule),
    grammarSource: `grammars/${name}.peggy`,
  });
  await writeFile(join(output, `${name}.d.ts`), declare(types, starts));
  // Renamed, and after the declarations: a run that was cut short, or another beside it, leaves nothing half-written.
  const temporary = `${target}.${process.pid}`;
  await writeFile(temporary, `${stamp}\n${code}`);
  await rename(temporary, target);
  return true;
}

/** A block comment that begins with `types` holds TypeScript for the declarations; `// start RULE: TYPE` names a start rule and its result. */
function readHeader(name, grammar) {
  const types = /\/\* types\n(.*?)\*\//s.exec(grammar)?.[1] ?? '';
  const starts = [...grammar.matchAll(/^\/\/ start (\w+): (.+)$/gm)].map(([, rule, type]) => ({
    rule,
    type,
  }));
  if (starts.length === 0) throw new Error(`grammars/${name}.peggy names no start rule`);
  return { types, starts };
}

function declare(types, starts) {
  const overloads = starts.map(({ rule, type }, index) => {
    const option = `{ readonly startRule${index === 0 ? '?' : ''}: '${rule}'; readonly [option: string]: unknown }`;
    return `export declare function parse(input: string, options${index === 0 ? '?' : ''}: ${option}): ${type};`;
  });
  return [types, ...overloads, syntaxError].join('\n');
}

const syntaxError = `
export declare class SyntaxError extends globalThis.SyntaxError {
  readonly location: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } };
  readonly found: string | null | undefined;
}
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const compiled = await compileGrammars();
  if (compiled.length > 0) console.log(`compiled grammars: ${compiled.join(', ')}`);
}
