// The user's own git, away from the user's own settings: they would change what comes out.
import { devNull } from 'node:os';
import type { ExecaError } from 'execa';
import type { EngineError } from '../../messages/errors.js';
import { hideCredentials, refuseRemote } from '../refuse-remote.js';

export type RunGit = (words: readonly string[]) => Promise<string>;

export interface GitRun {
  /** As the user knows the repository, for errors. */
  readonly remote: string;
  /** `name=value` of git's settings; they may hold a secret, so they stay off the command line. */
  readonly settings?: readonly (readonly [string, string])[];
  readonly signal?: AbortSignal | undefined;
}

/** Gives what git prints. Rejects with failure `refused` where git is missing or says no. */
export function createRunGit({ remote, settings = [], signal }: GitRun): RunGit {
  const environment = {
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    // Empty, it also keeps the programs out that ask in a window.
    GIT_ASKPASS: '',
    LC_ALL: 'C',
    // A hook or an alias of the user's may have started refrom.
    GIT_DIR: undefined,
    GIT_WORK_TREE: undefined,
    GIT_INDEX_FILE: undefined,
    ...settingsOf(settings),
  };
  return async (words) => {
    // To load it takes longer than all else that a start loads of libraries, and few builds run git.
    const { execa, ExecaError } = await import('execa');
    try {
      // A repository must not name folders of this machine as its submodules.
      const all = ['-c', 'protocol.file.allow=user', ...words];
      const { stdout } = await execa('git', all, {
        env: environment,
        stdin: 'ignore',
        ...(signal === undefined ? {} : { cancelSignal: signal }),
      });
      return stdout;
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof ExecaError ? explain(error as ExecaError, remote, settings.length > 0) : error;
    }
  };
}

function settingsOf(settings: readonly (readonly [string, string])[]): Record<string, string> {
  const pairs = settings.flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${String(index)}`, name],
    [`GIT_CONFIG_VALUE_${String(index)}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(settings.length), ...Object.fromEntries(pairs) } as Record<
    string,
    string
  >;
}

function explain(error: ExecaError, remote: string, hasSecret: boolean): EngineError {
  if (error.code === 'ENOENT')
    return refuseRemote(
      `ADD of a repository needs the program git, which is not installed`,
      'install git, or download the files in a RUN',
      error,
    );
  const { stderr } = error;
  const lines = typeof stderr === 'string' ? stderr.split('\n') : [];
  const reason = lines.find((line) => /^(?:fatal|error|remote):/.test(line)) ?? lines[0] ?? '';
  const shown = hideCredentials(remote);
  return refuseRemote(
    `git cannot fetch ${shown}: ${reason.replaceAll(remote, shown)}`,
    hintFor(stderr, remote, hasSecret),
    error,
  );
}

/** With no one to ask for a name, git says that it cannot read it; 403 is how some servers refuse a token. */
const wantsCredentials = /could not read (?:username|password)|authentication failed|returned error: 40[13]/i;

function hintFor(said: unknown, remote: string, hasSecret: boolean): string {
  if (!wantsCredentials.test(String(said)))
    return 'check the address, and the branch, tag or commit behind its `#`';
  const host = URL.canParse(remote) ? new URL(remote).host : 'the server';
  return hasSecret
    ? `${host} refuses the secret that was given as GIT_AUTH_TOKEN or GIT_AUTH_HEADER: give one that may read it`
    : `${host} wants credentials: give \`--secret id=GIT_AUTH_TOKEN,src=FILE\` or \`--secret id=GIT_AUTH_TOKEN,env=NAME\` with a token; id=GIT_AUTH_TOKEN.${host} is for this host alone`;
}
