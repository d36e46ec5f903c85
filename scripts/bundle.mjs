// Bundles the program into dist/, dependencies included: hundreds of small files cost most of the start-up time.
//   dist/cli/main.js     the program; what a command needs beyond it is in dist/chunks, loaded by that command
//   dist/assets          files that are read at run time
//   dist/licenses.txt    of the packages that are in it
import { chmod, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { collectLicenses } from './collect-licenses.mjs';
import { leaveOut } from './leave-out.mjs';

const target = 'dist';
/** Built here and moved in one go, so that a program that runs meanwhile finds either all of the old or all of the new. */
const draft = 'build/dist';

const assets = [
  'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'node_modules/tree-sitter-bash/tree-sitter-bash.wasm',
  'grammars/queries/bash/commands.scm',
  'grammars/queries/bash/highlights.scm',
];

/** CommonJS packages call `require` for what Node brings, and a module has none. */
const requireBanner = `import { createRequire as _createRequire } from 'node:module';
const require = _createRequire(import.meta.url);`;

/** Also bundles other entry points, for measuring: file names, and the folder their outputs go to. */
export async function bundle({ entryPoints = ['src/cli/main.ts'], outbase = 'src', outdir = target } = {}) {
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  await rm(draft, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints,
    outbase,
    outdir: draft,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: requireBanner },
    define: {
      REFROM_VERSION: JSON.stringify(version),
      'process.env.NODE_ENV': '"production"',
    },
    plugins: [leaveOut()],
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  await makeExecutable(metafile);
  await mkdir(`${draft}/assets`, { recursive: true });
  for (const file of assets) await cp(file, `${draft}/assets/${basename(file)}`);
  await writeFile(`${draft}/licenses.txt`, await collectLicenses(Object.keys(metafile.inputs)));
  await rm(outdir, { recursive: true, force: true });
  await rename(draft, outdir);
  return metafile;
}

async function makeExecutable({ outputs }) {
  for (const [file, { entryPoint }] of Object.entries(outputs)) {
    // Chunks of a dynamic import are entry points too.
    if (!entryPoint || file.includes('/chunks/')) continue;
    await writeFile(file, `#!/usr/bin/env node\n${await readFile(file, 'utf8')}`);
    await chmod(file, 0o755);
  }
}
