// The program that a docker command becomes. Of `docker build` the CLI starts a plugin, twice: once only to ask what it
// is. Started directly, the same program builds the same with a third of the work, and tests build hundreds of times.
import { execa } from 'execa';

export interface DockerProgram {
  readonly file: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** `words` are those after `docker`: flags of the CLI, as name and value, stand before the command. */
export async function dockerProgram(words: readonly string[]): Promise<DockerProgram> {
  const plain = { file: 'docker', words, env: { DOCKER_BUILDKIT: '1' } };
  const [host, command] = words[0] === '--host' ? [words[1], words.slice(2)] : [undefined, words];
  if (command[0] !== 'build') return plain;
  const file = await (builder ??= findBuilder());
  if (file === '') return plain;
  // As the CLI has it: another builder that the user has chosen is for `docker buildx build`.
  const env = { BUILDX_BUILDER: 'default', ...(host === undefined ? {} : { DOCKER_HOST: host }) };
  return { file, words: command, env };
}

let builder: Promise<string> | undefined;

/** Empty where the CLI has no plugin that builds. */
async function findBuilder(): Promise<string> {
  const format = '{{range .ClientInfo.Plugins}}{{if eq .Name "buildx"}}{{.Path}}{{end}}{{end}}';
  return (await execa('docker', ['info', '--format', format])).stdout.trim();
}
