// Unit tests are many small files, and starting a process for each would take most of the time: those of a folder are
// imported by one file of build/unit, in one process. Without this, `npx ava test/…` runs each in its own.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';

const target = 'build/unit';

/**
 * What has a top-level await, by the folder whose tests import it. ava takes no test that is declared after the first
 * ones have been for a turn of the event loop; loaded before, such a module holds nobody up any more.
 */
const awaited = {
  tui: ['ink', '../compiled/test/helpers/shell-highlighter.js'],
  highlight: ['../compiled/test/helpers/shell-highlighter.js'],
};

/** Writes the groups for folders and files of test/; gives the files for ava to run. */
export function writeUnitGroups(names) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(`${target}/tests`, { recursive: true });
  return names.map((name) => {
    const group = `${name.replace(/\.ts$/, '')}.js`;
    const imports = testFiles(name).map((file) => `import '../../compiled/test/${file}';\n`);
    writeFileSync(`${target}/tests/${group}`, imports.join(''));
    const loaded = [...(awaited[name] ?? []), `./tests/${group}`].map(
      (module) => `await import('${module}');\n`,
    );
    writeFileSync(`${target}/${group}`, loaded.join(''));
    return `${target}/${group}`;
  });
}

/** Named as compiled; what was compiled of files that are no more is left out. */
function testFiles(name) {
  if (name.endsWith('.ts')) return [name.replace(/\.ts$/, '.js')];
  return readdirSync(`test/${name}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.replace(/^test\//, '').replace(/\.tsx?$/, '.js'))
    .sort();
}
