import type { RunAction } from '../../plan/action.js';
import { allBound, countBound, isEmpty } from '../../plan/state/bindings.js';
import { environmentOf } from '../../plan/state/scope.js';
import type { Scope, StageState } from '../../plan/state/stage-state.js';
import { quoteForShell } from '../../shell/quote-for-shell.js';
import { instructionOf } from '../../plan/trace-expansions.js';
import type { ByHand } from '../explanation.js';
import {
  commitLine,
  hasNoCommand,
  keptCommand,
  mostTold,
  removeLine,
  tooMany,
  type HandContext,
} from './by-hand-context.js';
import { commandLine, writeFile, type Part } from './command-line.js';
import { startCommands } from './config-changes.js';

/** docker run, and a commit that gives the image its own command back. */
export function runByHand(context: HandContext, action: RunAction): ByHand {
  const special = whatNobodyHas(context, action);
  if (special !== undefined)
    return { commands: [], limits: [`docker run has nothing that equals RUN ${special}`] };
  const declared = countBound(context.before.declared);
  if (declared > mostTold) return { commands: [], limits: [tooMany(declared, 'build arguments')] };
  const passed = argumentsToPass(context.before, action);
  const restore = restoreCommand(context);
  return {
    commands: [
      ...restore.lines,
      ...fileLines(context, action),
      `${runLine(context, action, passed)} &&\n  ${commitLine(context, restore.changes)}`,
      action.file === undefined ? removeLine() : `${removeLine()}; rm by-hand.file`,
    ],
    limits: limitsOf(context, passed),
  };
}

function whatNobodyHas({ outline, step }: HandContext, action: RunAction): string | undefined {
  if (action.mounts.length > 0) return '--mount';
  if (action.security === 'insecure') return '--security';
  const flags = instructionOf(outline, step)?.flags ?? [];
  return flags.some(({ name }) => name === 'device') ? '--device' : undefined;
}

function runLine(
  { before, from, hidden }: HandContext,
  action: RunAction,
  passed: readonly string[],
): string {
  const isolated = action.network === 'default' ? [] : ['--network', action.network];
  const words = passed.length === 0 ? action.command : ['env', ...passed, ...action.command];
  const [program = '', ...others] = words;
  const isEntered = (before.settings.Entrypoint ?? []).length > 0;
  const mount: Part[] = action.file === undefined ? [] : ['-v', mounted(action.file.name)];
  const start = ['docker', 'run', '--name', 'by-hand', ...isolated, ...mount];
  return isEntered
    ? commandLine([...start, '--entrypoint', program, from, ...others], hidden)
    : commandLine([...start, from, ...words], hidden);
}

const mounted = (name: string): Part => ({
  raw: `"$PWD"/by-hand.file:${quoteForShell(`/dev/pipes/${name}`)}`,
});

/** What the image's ENV does not give: ARG, by `env`, since docker run -e would leave it in the image. */
function argumentsToPass({ environment, declared }: Scope, { scope, proxies }: RunAction): readonly string[] {
  if (isEmpty(declared)) return proxies;
  const given = new Set(allBound(environment).values());
  return [...environmentOf(scope), ...proxies].filter((entry) => !given.has(entry));
}

function listVolumes({ volumes }: StageState): string {
  const count = countBound(volumes);
  return count > mostTold ? `any of ${String(count)} volumes` : [...allBound(volumes).keys()].join(', ');
}

const fileLines = ({ hidden }: HandContext, { file }: RunAction): string[] =>
  file === undefined ? [] : [writeFile('by-hand.file', file.content, hidden), 'chmod 755 by-hand.file'];

interface Restored {
  readonly lines: readonly string[];
  readonly changes: readonly Part[];
}

/** docker run puts its own command into the container, and docker commit takes that over. */
function restoreCommand(context: HandContext): Restored {
  const { before, isKnown, from } = context;
  const known = startCommands(before.settings);
  if (known.length > 0 || isKnown) return { lines: [], changes: known };
  return {
    lines: [`cmd=$(docker inspect -f '{{json .Config.Cmd}}' ${from})`],
    changes: [{ raw: '"CMD ${cmd#null}"' }],
  };
}

function limitsOf(context: HandContext, passed: readonly string[]): string[] {
  const { before } = context;
  return [
    ...(passed.length === 0 ? [] : ['ARG goes by env: docker run -e would leave it in the image']),
    ...(isEmpty(before.volumes)
      ? []
      : [`what it writes below ${listVolumes(before)} is lost: docker run has a volume there`]),
    ...(hasNoCommand(context) ? [keptCommand] : []),
  ];
}
