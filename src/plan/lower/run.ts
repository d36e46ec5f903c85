import { problem } from '../../messages/message.js';
import { loneHeredoc } from '../../syntax/lone-heredoc.js';
import type { Flag, RunInstruction } from '../../syntax/tree.js';
import type { RunAction } from '../action.js';
import { lowerMounts } from '../mounts/lower-mount.js';
import { runSettings } from '../run-settings.js';
import { commandVector } from './command.js';
import type { Lowered, LoweringContext } from './lowering.js';

export function lowerRun(instruction: RunInstruction, context: LoweringContext): Lowered {
  const { state, options } = context;
  for (const flag of instruction.flags) refuseDevice(flag, context);
  const action: RunAction = {
    type: 'run',
    ...readCommand(instruction, context),
    mounts: lowerMounts(instruction.flags, context),
    network: valueOf(instruction, 'network', 'default') as RunAction['network'],
    security: valueOf(instruction, 'security', 'sandbox') as RunAction['security'],
    ...runSettings(state, options.buildArguments),
  };
  return { action, state, record: `${action.command.join(' ')} # buildkit` };
}

/** What the flag may be was checked when it was read. */
const valueOf = ({ flags }: RunInstruction, name: string, otherwise: string): string =>
  flags.findLast((flag) => flag.name === name)?.value ?? otherwise;

function refuseDevice(flag: Flag, { messages }: LoweringContext): void {
  if (flag.name !== 'device') return;
  const hint = 'devices are described to BuildKit by CDI, of which the engine tells nobody else';
  messages.push(problem('unsupported-form', flag.range, 'RUN --device is not executed by refrom', hint));
}

/**
 * The command with its heredocs (BuildKit, dispatchRun): alone, a body beginning with `#!` is a file to be executed
 * and any other body is the script; beside other words, the shell gets the line and all bodies and reads them itself.
 */
function readCommand(
  instruction: RunInstruction,
  { state }: LoweringContext,
): Pick<RunAction, 'command' | 'script' | 'file'> {
  const { command, heredocs } = instruction;
  if (command.form === 'exec') return { command: command.arguments };
  if (heredocs.length === 0) return scriptOf(command.script);
  const lone = loneHeredoc(instruction);
  if (lone?.body.startsWith('#!') === true) {
    const path = `/dev/pipes/${lone.name}`;
    return {
      command: commandVector({ form: 'shell', script: path }, state),
      file: { name: lone.name, content: lone.body },
    };
  }
  if (lone !== undefined) return scriptOf(lone.body);
  const bodies = heredocs.map(({ body, name }) => `\n${body}${name}`).join('');
  return scriptOf(command.script + bodies);

  function scriptOf(script: string): Pick<RunAction, 'command' | 'script'> {
    return { command: commandVector({ form: 'shell', script }, state), script };
  }
}
