import type { CommandForm, CommandInstruction } from '../../syntax/tree.js';
import type { StageState } from '../state/stage-state.js';
import { quoteList } from './go-format.js';
import { configured, reconfigure, type Lowered, type LoweringContext } from './lowering.js';

/** The default of SHELL on Linux. */
export const defaultShell: readonly string[] = ['/bin/sh', '-c'];

/** The argument vector of a command: the shell form goes to SHELL as one string. */
export function commandVector(command: CommandForm, state: StageState): readonly string[] {
  if (command.form === 'exec') return command.arguments;
  return [...(state.settings.Shell ?? defaultShell), command.script];
}

/**
 * CMD and ENTRYPOINT. ENTRYPOINT clears an inherited CMD, across stages too, unless this stage has set CMD
 * (BuildKit, dispatchEntrypoint). An empty instruction is a shell's empty script.
 */
export function lowerCommand(instruction: CommandInstruction, { state }: LoweringContext): Lowered {
  const { command } = instruction;
  const vector = commandVector(command, state);
  const record = `${instruction.keyword} ${quoteList(vector)}`;
  if (instruction.keyword === 'CMD') {
    return configured(
      { ...reconfigure(state, { Cmd: vector, ArgsEscaped: true }), commandSet: true },
      record,
    );
  }
  const { Cmd: inherited, ...settings } = state.settings;
  const kept = state.commandSet && inherited !== undefined ? { Cmd: inherited } : {};
  return configured({ ...state, settings: { ...settings, ...kept, Entrypoint: vector } }, record);
}
