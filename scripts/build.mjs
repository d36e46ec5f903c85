// Builds everything that is generated: grammars → build/grammars, tests and sources → build/compiled,
// the program → dist. `npm run build` and npm's prepare step call it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { bundle } from './bundle.mjs';
import { compileGrammars } from './compile-grammars.mjs';

const root = new URL('..', import.meta.url);
process.chdir(new URL(root).pathname);

mkdirSync('build', { recursive: true });
await compileGrammars();
const types = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'], {
  stdio: 'inherit',
});
if (types.status !== 0) process.exit(types.status ?? 1);
await bundle();
writeFileSync('build/.stamp', '');
