import { readFile, readdir } from 'node:fs/promises';

/** The licence texts of the packages that the bundled files come from: their authors ask for them to go along. */
export async function collectLicenses(files) {
  const folders = new Set(files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? ''));
  folders.delete('');
  // The wasm files of these are copied as they are.
  for (const name of ['web-tree-sitter', 'tree-sitter-bash']) folders.add(`node_modules/${name}`);
  const texts = await Promise.all([...folders].sort().map(describePackage));
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

async function describePackage(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? await readFile(`${folder}/${file}`, 'utf8') : '';
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
