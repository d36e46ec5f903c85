// What a RUN gets from the place at which it stands, whatever its own command and flags are.
import type { RunAction } from './action.js';
import { proxyNames } from './build-options.js';
import { isBound } from './state/bindings.js';
import type { StageState } from './state/stage-state.js';

/** `given` are the values of `--build-arg`. */
export function runSettings(
  state: StageState,
  given: Readonly<Record<string, string>>,
): Pick<RunAction, 'scope' | 'proxies' | 'workingDirectory' | 'user'> {
  const { environment, variables, declared } = state;
  return {
    scope: { environment, variables, declared },
    proxies: proxiesOf(given, state),
    workingDirectory: state.settings.WorkingDir ?? '/',
    user: state.settings.User ?? '',
  };
}

/** Proxy arguments reach RUN without an ARG, unless a variable has the name. */
function proxiesOf(given: Readonly<Record<string, string>>, { variables }: StageState): string[] {
  return Object.entries(given).flatMap(([name, value]) =>
    proxyNames.includes(name) && !isBound(variables, name) ? [`${name}=${value}`] : [],
  );
}
