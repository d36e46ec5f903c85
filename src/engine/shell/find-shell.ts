// The best shell of a container, for people.
import { quoteForShell } from '../../shell/quote-for-shell.js';

export type ShellKind = 'bash' | 'zsh' | 'ksh' | 'ash' | 'other';

export interface FoundShell {
  readonly path: string;
  readonly kind: ShellKind;
}

/** In the order in which they are looked for. An unknown `sh` reads and writes what ash does, as far as it can. */
const shells: readonly (readonly [name: string, kind: ShellKind])[] = [
  ['bash', 'bash'],
  ['zsh', 'zsh'],
  ['ksh', 'ksh'],
  ['mksh', 'ksh'],
  ['ash', 'ash'],
  ['sh', 'ash'],
];

/** Of a stage's SHELL these are taken first: somebody wants them, and a person can work in them. */
const particular: ReadonlySet<string> = new Set('fish tcsh csh pwsh nu elvish xonsh yash'.split(' '));

/** A script for the container's own shell, which sets `answer` to a path, or to nothing. Starts no program. */
export function findShellScript(stageShell: string, path: string): string {
  const folders = [...new Set([...path.split(':'), '/usr/local/bin', '/usr/bin', '/bin'])];
  const named = (name: string): string[] => [
    ...(baseName(stageShell) === name && stageShell.startsWith('/') ? [stageShell] : []),
    ...folders.filter((folder) => folder.startsWith('/')).map((folder) => `${folder}/${name}`),
  ];
  const wanted = baseName(stageShell);
  const candidates = [
    ...(particular.has(wanted) ? named(wanted) : []),
    ...shells.flatMap(([name]) => named(name)),
  ];
  return `for f in ${candidates.map(quoteForShell).join(' ')}; do
  if [ -x "$f" ] && [ ! -d "$f" ]; then answer=$f; break; fi
done`;
}

export function shellAt(path: string): FoundShell {
  const name = baseName(path);
  return { path, kind: shells.find(([known]) => known === name)?.[1] ?? 'other' };
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
