// What a RUN gets from the place at which it stands, whatever its own command and flags are.
import type { RunAction } from './action.js';
import { proxyNames } from './build-options.js';
import { argumentsOf, environmentOf } from './scope.js';
import type { StageState } from './stage-state.js';

/** `given` are the values of `--build-arg`. */
export function runSettings(
  state: StageState,
  given: Readonly<Record<string, string>>,
): Pick<RunAction, 'environment' | 'proxies' | 'buildArguments' | 'workingDirectory' | 'user'> {
  return {
    environment: environmentOf(state),
    proxies: proxiesOf(given, state),
    buildArguments: argumentsOf(state),
    workingDirectory: state.config.WorkingDir ?? '/',
    user: state.config.User ?? '',
  };
}

/** Proxy arguments reach RUN without an ARG, unless a variable has the name. */
function proxiesOf(given: Readonly<Record<string, string>>, { variables }: StageState): string[] {
  return Object.entries(given).flatMap(([name, value]) =>
    proxyNames.includes(name) && variables[name] === undefined ? [`${name}=${value}`] : [],
  );
}
