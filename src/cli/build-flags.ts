// The flags of `docker build`, same spelling and meaning, and refrom's own: one table.
import { InvalidArgumentError, Option, type Command } from 'commander';

export interface BuildFlags {
  readonly file?: string;
  readonly tag: readonly string[];
  readonly buildArg: readonly string[];
  readonly target?: string;
  readonly label: readonly string[];
  readonly platform?: string;
  /** `--no-cache` */
  readonly cache: boolean;
  readonly pull: boolean;
  readonly progress: 'auto' | 'plain' | 'json';
  readonly iidfile?: string;
  readonly quiet: boolean;
  readonly checkpoint: 'auto' | 'every' | 'never' | 'breakpoints';
  readonly replayBudget: string;
  readonly break: readonly string[];
  readonly onFailure: OnFailure;
  /** `--on-failure push`: also where values of build arguments go with it. */
  readonly allowArgs: boolean;
  /** A checkpoint of another machine to go on from. */
  readonly from?: string;
  readonly retry: string;
  readonly retryWait: string;
  readonly keepStorage?: string;
  readonly keep: readonly string[];
  readonly why: boolean;
  readonly engine?: string;
  readonly secret: readonly string[];
  readonly ssh: readonly string[];
  readonly buildContext: readonly string[];
  readonly allow: readonly string[];
  readonly network?: string;
  readonly addHost: readonly string[];
  readonly shmSize?: string;
  readonly ulimit: readonly string[];
}

export type OnFailure = 'stop' | 'shell' | 'keep' | `push=${string}`;

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const list = (flags: string, description: string): Option =>
  new Option(flags, description).argParser(collect).default([], 'none');

const options: readonly Option[] = [
  new Option('-f, --file <path>', 'the Dockerfile (default: CONTEXT/Dockerfile)'),
  list('-t, --tag <name>', 'name of the image; may be given more than once'),
  list('--build-arg <name=value>', 'value of an ARG; without = it is taken from the environment'),
  new Option('--target <stage>', 'the stage to build'),
  list('--label <name=value>', 'a label of the image'),
  new Option('--platform <platform>', "what to build for (default: the engine's own)"),
  list('--secret <secret>', 'a secret for RUN --mount=type=secret: id=NAME,src=FILE or id=NAME,env=VARIABLE'),
  list('--ssh <agent>', 'an agent for RUN --mount=type=ssh: default, or NAME=SOCKET'),
  list('--build-context <name=place>', 'a folder or docker-image://NAME in the place of a stage or an image'),
  list(
    '--allow <entitlement>',
    'let RUN have the network of the host (network.host) or all privileges (security.insecure)',
  ),
  new Option('--network <mode>', 'the network of RUN: default, none, host or a name'),
  list('--add-host <name:address>', 'an entry of /etc/hosts for RUN'),
  new Option('--shm-size <size>', 'size of /dev/shm for RUN'),
  list('--ulimit <limit>', 'a limit for RUN: name=soft[:hard]'),
  new Option('--no-cache', 'reuse no checkpoint'),
  new Option('--pull', 'pull base images even if the engine has them').default(false, 'no'),
  new Option('--progress <kind>', 'how to print what happens')
    .choices(['auto', 'plain', 'json'])
    .default('auto'),
  new Option('--iidfile <path>', "write the image's ID to a file"),
  new Option('-q, --quiet', "print the image's ID and nothing else").default(false, 'no'),
  new Option('--checkpoint <policy>', 'when to keep a state')
    .choices(['auto', 'every', 'never', 'breakpoints'])
    .default('auto'),
  new Option('--replay-budget <seconds>', 'with auto: how long making any state again may take').default('2'),
  list(
    '--break <place>',
    'pause before LINE, STAGE, STAGE:LINE, each /PATTERN/, or where $VARIABLE =~ PATTERN (or == or != VALUE) begins to hold; `fail` is always on',
  ),
  new Option(
    '--on-failure <what>',
    'what becomes of the failed container: stop, shell, keep, or push=REFERENCE: state and wreck go to a registry',
  )
    .argParser(readOnFailure)
    .default('stop'),
  new Option(
    '--allow-args',
    'push also where values of build arguments and secret variables go along',
  ).default(false, 'no'),
  new Option('--from <checkpoint>', 'go on from a checkpoint that another machine has pushed'),
  new Option('--retry <times>', 'try a step that touches the network again, from the clean state').default(
    '0',
  ),
  new Option(
    '--retry-wait <seconds>',
    'before the first such try; twice as long before each further one',
  ).default('2'),
  new Option(
    '--keep-storage <bytes>',
    'what checkpoints may hold, such as 20gb (default: a fifth of the free space, at most 20 GB)',
  ),
  list(
    '--keep <line>',
    'reuse what the step on LINE made before, although it has changed; or LINE=CHECKPOINT',
  ),
  new Option('--why', 'say of each step that runs what makes it run again').default(false, 'no'),
  new Option(
    '--engine <host>',
    "the engine (default: DOCKER_HOST, the docker CLI's context, the default socket)",
  ),
];

function readOnFailure(text: string): OnFailure {
  if (text === 'stop' || text === 'shell' || text === 'keep') return text;
  const [, reference] = /^push=(.+)$/.exec(text) ?? [];
  if (reference !== undefined) return `push=${reference}`;
  throw new InvalidArgumentError('Allowed choices are stop, shell, keep, push=REFERENCE.');
}

/** Those of the flags that a command without a build shares with it, by their fields of BuildFlags. */
export function addSharedFlags(command: Command, ...names: readonly (keyof BuildFlags)[]): Command {
  for (const option of options)
    if ((names as readonly string[]).includes(option.attributeName())) command.addOption(option);
  return command;
}

export function addBuildFlags(command: Command): Command {
  for (const option of options) command.addOption(option);
  return command;
}
