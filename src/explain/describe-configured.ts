// What the instructions do that change nothing but the configuration.
import type { Step } from '../plan/plan.js';
import { boundSince, isBound, type Bindings } from '../plan/state/bindings.js';
import type { Settings, StageState } from '../plan/state/stage-state.js';
import type { Instruction } from '../syntax/tree.js';

const names = (instruction: Instruction | undefined): string =>
  instruction !== undefined && 'assignments' in instruction
    ? instruction.assignments.map(({ name }) => name.text).join(', ')
    : '';

const added = (after: Bindings<string, true>, before: Bindings<string, true>): string =>
  [...boundSince(after, before).keys()].filter((key) => !isBound(before, key)).join(', ') ||
  'nothing that is not set already';

export function describeConfigured(
  { keyword, after }: Step,
  instruction: Instruction | undefined,
  before: StageState,
): string {
  const { settings } = after;
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
      return `notes in the image: ${added(after.ports, before.ports)}; publishes nothing`;
    case 'VOLUME':
      return `gives containers of the image a volume: ${added(after.volumes, before.volumes)}`;
    case 'USER':
      return `lets what follows, and containers of the image, run as ${settings.User ?? ''}`;
    case 'WORKDIR':
      // Any other folder is one to be made.
      return `lets what follows, and containers of the image, run in ${settings.WorkingDir ?? ''}`;
    case 'SHELL':
      return `lets the shell forms that follow be run by ${(settings.Shell ?? []).join(' ')}`;
    case 'STOPSIGNAL':
      return `lets containers of the image be stopped with ${settings.StopSignal ?? ''}`;
    case 'ONBUILD':
      return 'keeps the instruction for the images that are built FROM this one';
    default:
      return describeStart(keyword, settings, before.settings);
  }
}

/** CMD, ENTRYPOINT and HEALTHCHECK. */
function describeStart(
  keyword: Step['keyword'],
  { Healthcheck, Entrypoint, Cmd }: Settings,
  earlier: Settings,
): string {
  if (keyword === 'HEALTHCHECK') {
    const [kind, ...test] = Healthcheck?.Test ?? [];
    return kind === 'NONE'
      ? 'turns the health check of the base off'
      : `lets containers of the image be checked with ${test.join(' ')}`;
  }
  if (keyword === 'CMD') {
    const role = (Entrypoint ?? []).length > 0 ? 'the arguments of ENTRYPOINT' : 'the command';
    return `makes ${JSON.stringify(Cmd ?? [])} ${role} of a container that is given none`;
  }
  const cleared = earlier.Cmd !== undefined && Cmd === undefined ? '; clears the inherited CMD' : '';
  return `lets every container of the image begin with ${JSON.stringify(Entrypoint ?? [])}${cleared}`;
}
