// Tests that need no engine are many small files, and starting a process for each would take most of the time: those of
// a folder are imported by one file of build/unit or build/corpus, in one thread, and those of small folders together.
// Without this, `npx ava test/…` runs each in a process of its own.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * What has a top-level await, by the folder whose tests import it. ava takes no test that is declared after the first
 * ones have been for a turn of the event loop; loaded before, such a module holds nobody up any more.
 */
const awaited = {
  tui: ['ink', '../compiled/test/helpers/shell-highlighter.js'],
  highlight: ['../compiled/test/helpers/shell-highlighter.js'],
};

/** Their tests take less time than a thread takes to begin: they are one group. */
const small = [
  ...['architecture.ts', 'check', 'comparison', 'explain', 'grammars', 'handover', 'messages', 'records'],
  ...['remote', 'report', 'session', 'shell', 'story'],
];

/**
 * Writes the groups for folders and files of test/; gives the files for ava to run. `kind`: `corpus` for tests over the
 * corpus of real files, `unit` for the others.
 */
export function writeTestGroups(kind, names) {
  const target = `build/${kind}`;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(`${target}/tests`, { recursive: true });
  const large = names.filter((name) => !small.includes(name)).map((name) => [name, [name]]);
  const groups = [...large, ['small', names.filter((name) => small.includes(name))]];
  return groups.flatMap(([name, members]) => {
    const files = members.flatMap(testFiles).filter((file) => isOfCorpus(file) === (kind === 'corpus'));
    if (files.length === 0) return [];
    const group = `${name.replace(/\.ts$/, '')}.js`;
    const imports = files.map((file) => `import '../../compiled/test/${compiledName(file)}';\n`);
    writeFileSync(`${target}/tests/${group}`, imports.join(''));
    const loaded = [...(awaited[name] ?? []), `./tests/${group}`].map(
      (module) => `await import('${module}');\n`,
    );
    writeFileSync(`${target}/${group}`, loaded.join(''));
    return [`${target}/${group}`];
  });
}

/** What was compiled of files that are no more is left out. */
function testFiles(name) {
  if (name.endsWith('.ts')) return [name];
  return readdirSync(`test/${name}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.replace(/^test\//, ''))
    .sort();
}

const isOfCorpus = (file) => readFileSync(`test/${file}`, 'utf8').includes('/helpers/corpus.js');

const compiledName = (file) => file.replace(/\.tsx?$/, '.js');
