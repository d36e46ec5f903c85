// The commands a user may paste next, with the flags of this one that change what is built.
import { quoteForShell } from '../shell/quote-for-shell.js';
import type { BuildFlags } from './build-flags.js';
import { hideSecretArguments, repeatWhatIsBuilt } from './repeat-build-flags.js';

export function nextCommands(contextPath: string, flags: BuildFlags): { debug: string; resume: string } {
  const words = [
    ...option('-f', flags.file),
    ...hideSecretArguments(repeatWhatIsBuilt(flags)),
    ...option('--from', flags.from),
    ...option('--engine', flags.engine),
    contextPath,
  ];
  const shared = words.map(quoteForShell).join(' ');
  return { debug: `refrom debug ${shared}`, resume: `refrom resume ${shared}` };
}

const option = (name: string, value: string | undefined): string[] =>
  value === undefined ? [] : [name, value];
