// Unit tests are many small files, and starting a process for each would take most of the time: those of a folder are
// imported by one file of build/unit, in one process. Without this, `npx ava test/…` runs each in its own.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';

const target = 'build/unit';

/** They load a grammar, or the layout engine, with an await, after which ava takes no more tests: these stand alone. */
const alone = /^(?:highlight\/|tui\/(?:ask-files|frame-renderer|open-debugger|press-mouse)\.)/;

/** Writes the groups for folders and files of test/; gives the files for ava to run. */
export function writeUnitGroups(names) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  return names.flatMap((name) => {
    const [single, together] = partition(testFiles(name), (file) => alone.test(file));
    const group = `${target}/${name.replace(/\.ts$/, '')}.js`;
    writeFileSync(group, together.map((file) => `import '../compiled/test/${file}';\n`).join(''));
    const files = single.map((file) => `build/compiled/test/${file}`);
    return together.length > 0 ? [group, ...files] : files;
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

const partition = (all, isFirst) => [all.filter(isFirst), all.filter((each) => !isFirst(each))];
