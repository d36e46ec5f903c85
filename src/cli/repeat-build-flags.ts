// The flags of this build that a build of the resumed file needs as well, as docker, podman and buildah spell them.
import { looksSecret } from '../plan/secret-names.js';
import type { BuildFlags } from './build-flags.js';

/** `--pull` is not among them: it would look for the checkpoints in a registry. */
export const repeatBuildFlags = (flags: BuildFlags): string[] => [
  ...each('-t', flags.tag),
  ...repeatWhatIsBuilt(flags),
  ...one('--iidfile', flags.iidfile),
  ...(flags.quiet ? ['-q'] : []),
];

/** Without these another image would come of it, or none. */
export const repeatWhatIsBuilt = (flags: BuildFlags): string[] => [
  ...one('--target', flags.target),
  ...each('--build-arg', flags.buildArg),
  ...each('--label', flags.label),
  ...one('--platform', flags.platform),
  ...each('--secret', flags.secret),
  ...each('--ssh', flags.ssh),
  ...each('--build-context', flags.buildContext),
  ...each('--allow', flags.allow),
  ...one('--network', flags.network),
  ...each('--add-host', flags.addHost),
  ...one('--shm-size', flags.shmSize),
  ...each('--ulimit', flags.ulimit),
];

const each = (name: string, values: readonly string[]): string[] => values.flatMap((value) => [name, value]);

const one = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [name, value]);

/** For a line that is shown: a build argument that looks like a secret is named, and then taken from the environment. */
export const hideSecretArguments = (words: readonly string[]): string[] =>
  words.map((word, at) => {
    const [name = ''] = word.split('=', 1);
    return words[at - 1] === '--build-arg' && looksSecret(name) ? name : word;
  });
