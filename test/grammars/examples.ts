// Every grammar carries its examples: `// input => result`, below the start rule they are for.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { projectFolder } from '../helpers/corpus.js';

const folder = join(projectFolder, 'grammars');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.peggy'))
  .map((name) => name.slice(0, -'.peggy'.length));

interface Example {
  readonly rule: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly input: string;
  readonly result: string;
}

/** `// start RULE: TYPE` opens the examples of a rule; options may stand before an input as JSON. */
function readExamples(grammar: string): Example[] {
  let rule = '';
  return grammar.split('\n').flatMap((line) => {
    rule = /^\/\/ start (\w+):/.exec(line)?.[1] ?? rule;
    const [, options, input, result] = /^\/\/ (?:(\{"[^}]*\}) )?(.*?) => (.*)$/.exec(line) ?? [];
    if (rule === '' || input === undefined || result === undefined) return [];
    return [{ rule, input, result, options: JSON.parse(options ?? '{}') as Example['options'] }];
  });
}

type Parse = (input: string, options: object) => unknown;

function runExample(parse: Parse, { rule, options, input }: Example): string {
  try {
    return JSON.stringify(parse(input, { escape: '\\', ...options, startRule: rule }));
  } catch (error) {
    if (error instanceof SyntaxError) return 'error';
    throw error;
  }
}

for (const name of names) {
  test(`the examples of ${name} are true, and every start rule has some`, async (t) => {
    const grammar = readFileSync(join(folder, `${name}.peggy`), 'utf8');
    const { parse } = (await import(`#grammars/${name}.js`)) as { parse: Parse };
    const examples = readExamples(grammar);
    for (const example of examples) t.is(runExample(parse, example), example.result, example.input);
    const rules = [...grammar.matchAll(/^\/\/ start (\w+):/gm)].map(([, rule]) => rule);
    t.deepEqual(rules.filter((rule) => !examples.some((example) => example.rule === rule)), []);
  });
}

test('the README names every grammar', (t) => {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  t.deepEqual(names.filter((name) => !readme.includes(`\`${name}.peggy\``)), []);
});
