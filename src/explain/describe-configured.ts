// What the instructions do that change nothing but the configuration.
import type { ImageConfig } from '../plan/image-config.js';
import type { Step } from '../plan/plan.js';
import type { StageState } from '../plan/stage-state.js';
import type { Instruction } from '../syntax/tree.js';

const names = (instruction: Instruction | undefined): string =>
  instruction !== undefined && 'assignments' in instruction
    ? instruction.assignments.map(({ name }) => name.text).join(', ')
    : '';

const added = (after: object | undefined, before: object | undefined): string =>
  Object.keys(after ?? {})
    .filter((key) => !Object.hasOwn(before ?? {}, key))
    .join(', ') || 'nothing that is not set already';

export function describeConfigured(
  { keyword, after }: Step,
  instruction: Instruction | undefined,
  before: StageState | undefined,
): string {
  const { config } = after;
  const earlier: ImageConfig = before?.config ?? {};
  switch (keyword) {
    case 'ENV':
      return `sets ${names(instruction)} for what follows and in the containers of the image`;
    case 'ARG':
      return `declares ${names(instruction)} for what follows in this stage; the image keeps nothing of it`;
    case 'LABEL':
      return `labels the image: ${names(instruction)}`;
    case 'MAINTAINER':
      return `names the author of the image: ${after.author ?? ''}`;
    case 'EXPOSE':
      return `notes in the image: ${added(config.ExposedPorts, earlier.ExposedPorts)}; publishes nothing`;
    case 'VOLUME':
      return `gives containers of the image a volume: ${added(config.Volumes, earlier.Volumes)}`;
    case 'USER':
      return `lets what follows, and containers of the image, run as ${config.User ?? ''}`;
    case 'WORKDIR':
      // Any other folder is one to be made.
      return `lets what follows, and containers of the image, run in ${config.WorkingDir ?? ''}`;
    case 'SHELL':
      return `lets the shell forms that follow be run by ${(config.Shell ?? []).join(' ')}`;
    case 'STOPSIGNAL':
      return `lets containers of the image be stopped with ${config.StopSignal ?? ''}`;
    case 'ONBUILD':
      return 'keeps the instruction for the images that are built FROM this one';
    default:
      return describeStart(keyword, config, earlier);
  }
}

/** CMD, ENTRYPOINT and HEALTHCHECK. */
function describeStart(keyword: Step['keyword'], config: ImageConfig, earlier: ImageConfig): string {
  if (keyword === 'HEALTHCHECK') {
    const [kind, ...test] = config.Healthcheck?.Test ?? [];
    return kind === 'NONE'
      ? 'turns the health check of the base off'
      : `lets containers of the image be checked with ${test.join(' ')}`;
  }
  if (keyword === 'CMD') {
    const role = (config.Entrypoint ?? []).length > 0 ? 'the arguments of ENTRYPOINT' : 'the command';
    return `makes ${JSON.stringify(config.Cmd ?? [])} ${role} of a container that is given none`;
  }
  const cleared = earlier.Cmd !== undefined && config.Cmd === undefined ? '; clears the inherited CMD' : '';
  return `lets every container of the image begin with ${JSON.stringify(config.Entrypoint ?? [])}${cleared}`;
}
