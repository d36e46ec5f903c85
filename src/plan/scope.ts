// Which variable has which value where: ENV and ARG of one name, whichever came last.
import type { ImageConfig } from './image-config.js';
import type { StageState, Variable } from './stage-state.js';

/** The state a stage begins with, from a configuration and what another stage hands on. */
export function beginState(config: ImageConfig, inherited?: StageState): StageState {
  const { OnBuild, ...kept } = config;
  return {
    config: kept,
    variables: inherited?.variables ?? variablesOf(kept.Env ?? []),
    declared: inherited?.declared ?? [],
    commandSet: false,
    ...(inherited?.author === undefined ? {} : { author: inherited.author }),
  };
}

function variablesOf(environment: readonly string[]): Record<string, Variable> {
  return Object.fromEntries(
    environment.map((entry): [string, Variable] => {
      const [name, value] = splitAssignment(entry);
      return [name, { value, from: 'env' }];
    }),
  );
}

/** `NAME=value` at its first `=`. */
export function splitAssignment(entry: string): [name: string, value: string] {
  const equals = entry.indexOf('=');
  return equals === -1 ? [entry, ''] : [entry.slice(0, equals), entry.slice(equals + 1)];
}

/** ENV: the value goes into the configuration, in the place the name already has, and wins from here on. */
export function setEnvironment(state: StageState, pairs: readonly (readonly [string, string])[]): StageState {
  const environment = [...(state.config.Env ?? [])];
  for (const [name, value] of pairs) {
    const at = environment.findIndex((entry) => entry.startsWith(`${name}=`) || entry === name);
    if (at === -1) environment.push(`${name}=${value}`);
    else environment[at] = `${name}=${value}`;
  }
  // Not one assignment after the other: `__proto__` is a name like any other.
  const set = Object.fromEntries(
    pairs.map(([name, value]): [string, Variable] => [name, { value, from: 'env' }]),
  );
  const variables = { ...state.variables, ...set };
  return { ...state, config: { ...state.config, Env: environment }, variables };
}

/** ARG: without a value it leaves what ENV has set (dockerfile reference; seen on BuildKit). */
export function declareArgument(state: StageState, name: string, value: string | undefined): StageState {
  const declared = state.declared.includes(name) ? state.declared : [...state.declared, name];
  if (value === undefined) return { ...state, declared };
  return { ...state, declared, variables: { ...state.variables, [name]: { value, from: 'arg' } } };
}

/** What RUN sees: ENV in the configuration's order, each with its effective value, then ARG. */
export function environmentOf({ config, variables, declared }: StageState): readonly string[] {
  const entries = config.Env ?? [];
  // Most stages: long files would else make one list for every RUN.
  if (declared.length === 0 && entries.every((entry) => entry.includes('='))) return entries;
  const inConfig = new Set(entries.map((entry) => splitAssignment(entry)[0]));
  const others = Object.keys(variables).filter((name) => !inConfig.has(name));
  return [...inConfig, ...others].map((name) => `${name}=${variables[name]?.value ?? ''}`);
}

/** The values of ARG that are in effect, `NAME=value`, in the order of declaration. */
export function argumentsOf(state: StageState): string[] {
  return state.declared.flatMap((name) => {
    const variable = state.variables[name];
    return variable?.from === 'arg' ? [`${name}=${variable.value}`] : [];
  });
}
