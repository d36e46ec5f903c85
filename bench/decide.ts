// What the row "deciding what can be reused" times, as a process of its own: from the folder to the list of steps that
// need not run. Prints milliseconds, without the start of node and the loading of the program.
import process from 'node:process';
import { openProject } from '../src/cli/open-project.js';
import { openReuse } from '../src/cli/open-reuse.js';
import { openRemotes } from '../src/cli/open-remotes.js';
import type { BuildFlags } from '../src/cli/build-flags.js';

const [folder = '.'] = process.argv.slice(2);
const flags: BuildFlags = {
  tag: [],
  buildArg: [],
  label: [],
  cache: true,
  pull: false,
  progress: 'plain',
  quiet: true,
  checkpoint: 'auto',
  replayBudget: '2',
  break: [],
  onFailure: 'stop',
  retry: '0',
  retryWait: '2',
  keep: [],
  allowArgs: false,
  why: false,
  secret: [],
  ssh: [],
  buildContext: [],
  allow: [],
  addHost: [],
  ulimit: [],
};
const { signal } = new AbortController();
const begun = performance.now();
const project = await openProject(folder, flags, signal);
const remotes = openRemotes(flags, project.engineHost);
const { checkpoints, met } = await openReuse(project, flags, { remotes, signal });
const milliseconds = performance.now() - begun;
project.engine.close();
await project.hashes.save();
await project.records.saveKeys(met);
process.stdout.write(`${JSON.stringify({ milliseconds, found: Object.keys(checkpoints).length })}\n`);
