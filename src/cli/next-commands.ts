// The commands a user may paste next, with the flags of this one that change what is built.
import { quoteForShell } from '../shell/quote-for-shell.js';
import type { BuildFlags } from './build-flags.js';
import { hideSecretArguments } from './repeat-build-flags.js';

export function nextCommands(contextPath: string, flags: BuildFlags): { debug: string; resume: string } {
  const shared = [
    ...option('-f', flags.file === undefined ? [] : [flags.file]),
    ...option('--target', flags.target === undefined ? [] : [flags.target]),
    ...hideSecretArguments(flags.buildArg.flatMap((each) => ['--build-arg', each])).map(quoteForShell),
    ...option('--from', flags.from === undefined ? [] : [flags.from]),
    ...option('--engine', flags.engine === undefined ? [] : [flags.engine]),
    quoteForShell(contextPath),
  ].join(' ');
  return { debug: `refrom debug ${shared}`, resume: `refrom resume ${shared}` };
}

const option = (name: string, values: readonly string[]): string[] =>
  values.map((value) => `${name} ${quoteForShell(value)}`);
