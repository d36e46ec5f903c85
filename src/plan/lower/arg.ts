import type { ArgInstruction } from '../../syntax/tree.js';
import { ownValue } from '../own-value.js';
import { looksSecret } from '../secret-names.js';
import { declareArgument } from '../state/scope.js';
import { configured, type Lowered, type LoweringContext } from './lowering.js';

/**
 * The value of `--build-arg`, else the default, else that of the ARG before FROM or of the platform.
 * Of several names in one ARG each default sees those before it.
 */
export function lowerArg(instruction: ArgInstruction, context: LoweringContext): Lowered {
  const { globals, options, expandIn } = context;
  let { state } = context;
  const record = ['ARG'];
  for (const { name, value } of instruction.assignments) {
    // A default that is not used is not expanded either: a variable it requires may then be missing.
    const given = ownValue(options.buildArguments, name.text);
    const effective =
      given ?? (value === undefined ? ownValue(globals.values, name.text) : expandIn(state)(value));
    state = declareArgument(state, name.text, effective);
    const isTold = effective !== undefined && !looksSecret(name.text);
    record.push(isTold ? `${name.text}=${effective}` : name.text);
  }
  return configured(state, record.join(' '));
}
