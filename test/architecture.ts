// The house: imports point down only, no cycles, single importers.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import test from 'ava';

const root = resolve(import.meta.dirname, '../../..');
const source = join(root, 'src');

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(source, name), 'utf8') }));

interface Import {
  readonly specifier: string;
  readonly isType: boolean;
}

function importsOf(text: string): Import[] {
  const statements = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
  );
  return [...statements].map(([, type, named, dynamic]) => ({
    specifier: named ?? dynamic ?? '',
    isType: type !== undefined,
  }));
}

/** The folders of src that each folder may import from. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  messages: [],
  syntax: ['messages'],
  shell: ['syntax', 'messages'],
  plan: ['shell', 'syntax', 'messages'],
  highlight: ['shell', 'syntax', 'messages'],
  session: ['plan', 'shell', 'syntax', 'messages'],
  handover: ['session', 'plan', 'shell', 'messages'],
  rewrite: ['session', 'plan', 'shell', 'syntax', 'messages'],
  check: ['plan', 'shell', 'syntax', 'messages'],
  explain: ['plan', 'shell', 'syntax', 'messages'],
  transpile: ['plan', 'shell', 'syntax', 'messages'],
  checkpoints: ['engine', 'session', 'plan', 'messages'],
  engine: ['checkpoints', 'session', 'plan', 'shell', 'messages'],
  matrix: ['engine', 'checkpoints', 'session', 'plan', 'messages'],
  docker: ['engine', 'plan', 'syntax', 'messages'],
  context: ['engine', 'plan', 'syntax', 'messages'],
  records: ['checkpoints', 'messages'],
  remote: ['context', 'engine', 'plan', 'messages'],
  tui: ['session', 'highlight', 'plan', 'messages', 'syntax'],
  report: ['checkpoints', 'session', 'check', 'explain', 'highlight', 'plan', 'messages', 'syntax'],
  dap: ['session', 'plan', 'messages', 'syntax'],
};

/** Adapters see of the engine layer only its port types. */
const portFiles = ['engine/ports.ts', 'engine/image-ports.ts', 'engine/file-entry.ts'];

const folderOf = (name: string): string => name.split('/')[0] ?? '';

function targetOf(name: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = relative(source, resolve(source, dirname(name), specifier)).replace(/\.js$/, '');
  return files.find((file) => file.name === `${path}.ts` || file.name === `${path}.tsx`)?.name ?? path;
}

test('imports point down only', (t) => {
  const wrong = files.flatMap(({ name, text }) => {
    const folder = folderOf(name);
    if (folder === 'cli') return [];
    t.truthy(allowed[folder], `src/${folder} has no row in the table of layers`);
    return importsOf(text).flatMap(({ specifier }) => {
      const target = targetOf(name, specifier);
      if (target === undefined || folderOf(target) === folder) return [];
      return allowed[folder]?.includes(folderOf(target)) === true ? [] : [`${name} imports ${target}`];
    });
  });
  t.deepEqual(wrong, []);
});

test('adapters see only the types of the ports', (t) => {
  const wrong = files
    .filter(({ name }) => ['docker', 'context', 'records', 'remote'].includes(folderOf(name)))
    .flatMap(({ name, text }) =>
      importsOf(text).flatMap(({ specifier, isType }) => {
        const target = targetOf(name, specifier);
        if (target === undefined || folderOf(target) !== 'engine') return [];
        return isType && portFiles.includes(target) ? [] : [`${name} imports ${target}`];
      }),
    );
  t.deepEqual(wrong, []);
});

test('no file imports itself through others', (t) => {
  const graph = new Map(
    files.map(({ name, text }) => [
      name,
      importsOf(text)
        .filter(({ isType }) => !isType)
        .flatMap(({ specifier }) => targetOf(name, specifier) ?? []),
    ]),
  );
  const cyclic = [...graph.keys()].filter((start) => {
    const seen = new Set<string>();
    const open = [...(graph.get(start) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === start) return true;
      if (!seen.has(next)) open.push(...(graph.get(next) ?? []));
      seen.add(next);
    }
    return false;
  });
  t.deepEqual(cyclic, []);
});

/** Packages and built-in modules that only some folders may import. */
const single: readonly { readonly module: RegExp; readonly folders: readonly string[] }[] = [
  { module: /^dockerfile-ast$/, folders: ['syntax'] },
  { module: /^web-tree-sitter$/, folders: ['shell'] },
  { module: /^(?:dockerode|docker-modem|ssh2)$/, folders: ['docker'] },
  { module: /^(?:ink|react|react\/.*)$/, folders: ['tui'] },
  { module: /^node:fs(?:\/promises)?$/, folders: ['context', 'records', 'remote', 'cli'] },
  { module: /^node:process$/, folders: ['cli'] },
];

for (const { module, folders } of single) {
  test(`${module.source} is imported only in ${folders.join(' and ')}`, (t) => {
    const wrong = files.flatMap(({ name, text }) =>
      importsOf(text).some(({ specifier }) => module.test(specifier)) && !folders.includes(folderOf(name))
        ? [name]
        : [],
    );
    t.deepEqual(wrong, []);
  });
}

test('process and console are used only in cli', (t) => {
  const wrong = files.filter(
    ({ name, text }) =>
      folderOf(name) !== 'cli' &&
      /(?<![.\w/'"-])(?:process|console)\.\w/.test(text.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '')),
  );
  t.deepEqual(
    wrong.map(({ name }) => name),
    [],
  );
});

test('the pure layers wait for nothing', (t) => {
  const pure = [
    'messages',
    'syntax',
    'plan',
    'session',
    'rewrite',
    'handover',
    'check',
    'explain',
    'highlight',
    'transpile',
  ];
  const wrong = files.filter(
    ({ name, text }) =>
      pure.includes(folderOf(name)) &&
      /\basync\b|\bawait\b|Date\.now|Math\.random|setTimeout/.test(
        text.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, ''),
      ),
  );
  t.deepEqual(
    wrong.map(({ name }) => name),
    [],
  );
});

test('no file is over 250 lines and no dumping ground stands in src', (t) => {
  const long = files.filter(({ text }) => text.split('\n').length > 251).map(({ name }) => name);
  const dumps = files.filter(({ name }) =>
    /(?:^|[/-])(?:utils?|helpers?|common|misc|manager|shared|types)(?:[/.-]|$)/i.test(name),
  );
  t.deepEqual([...long, ...dumps.map(({ name }) => name)], []);
});
