import { problem } from '../../messages/message.js';
import type { Flag, RunInstruction } from '../../syntax/tree.js';
import type { RunAction } from '../action.js';
import { proxyNames } from '../build-options.js';
import { argumentsOf, environmentOf } from '../scope.js';
import type { StageState } from '../stage-state.js';
import { commandVector } from './command.js';
import type { Lowered, LoweringContext } from './lowering.js';

export function lowerRun(instruction: RunInstruction, context: LoweringContext): Lowered {
  const { state, options } = context;
  for (const flag of instruction.flags) refuseUnsupported(flag, context);
  const action: RunAction = {
    type: 'run',
    ...readCommand(instruction, context),
    environment: environmentOf(state),
    proxies: proxiesOf(options.buildArguments, state),
    buildArguments: argumentsOf(state),
    workingDirectory: state.config.WorkingDir ?? '/',
    user: state.config.User ?? '',
  };
  return { action, state };
}

/** Proxy arguments reach RUN without an ARG, unless a variable has the name. */
function proxiesOf(given: Readonly<Record<string, string>>, { variables }: StageState): string[] {
  return Object.entries(given).flatMap(([name, value]) =>
    proxyNames.includes(name) && variables[name] === undefined ? [`${name}=${value}`] : [],
  );
}

/** Defaults spelled out are no change; the rest would need a container of its own. */
function refuseUnsupported(flag: Flag, { messages }: LoweringContext): void {
  const isDefault =
    (flag.name === 'network' && flag.value === 'default') ||
    (flag.name === 'security' && flag.value === 'sandbox');
  if (isDefault) return;
  const hint = 'build this stage with docker build, or take the flag away for now';
  messages.push(
    problem('unsupported-form', flag.range, `RUN --${flag.name} is not executed by refrom yet`, hint),
  );
}

/**
 * The command with its heredocs (BuildKit, dispatchRun): alone, a body beginning with `#!` is a file to be executed
 * and any other body is the script; beside other words, the shell gets the line and all bodies and reads them itself.
 */
function readCommand(
  { command, heredocs, rest }: RunInstruction,
  { state }: LoweringContext,
): Pick<RunAction, 'command' | 'script' | 'file'> {
  if (command.form === 'exec') return { command: command.arguments };
  const [first] = heredocs;
  if (first === undefined) return scriptOf(command.script);
  const isAlone = heredocs.length === 1 && /^<<-?\s*\S+$/.test(rest.text);
  if (isAlone && first.body.startsWith('#!')) {
    const path = `/dev/pipes/${first.name}`;
    return { command: [path], file: { name: first.name, content: first.body } };
  }
  if (isAlone) return scriptOf(first.body);
  const bodies = heredocs.map(({ body, name }) => `\n${body}${name}`).join('');
  return scriptOf(command.script + bodies);

  function scriptOf(script: string): Pick<RunAction, 'command' | 'script'> {
    return { command: commandVector({ form: 'shell', script }, state), script };
  }
}
