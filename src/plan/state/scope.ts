// Which variable has which value where: ENV and ARG of one name, whichever came last.
import { looksSecret } from '../secret-names.js';
import {
  allBound,
  bind,
  bindingsOf,
  boundTo,
  countBound,
  isBound,
  isEmpty,
  type Bindings,
} from './bindings.js';
import type { Scope, StageState, Variable } from './stage-state.js';

/** `NAME=value` at its first `=`. */
export function splitAssignment(entry: string): [name: string, value: string] {
  const equals = entry.indexOf('=');
  return equals === -1 ? [entry, ''] : [entry.slice(0, equals), entry.slice(equals + 1)];
}

/** The environment of an image. It may have a name twice, and ENV replaces the first only. */
export const environmentFrom = (entries: readonly string[]): Bindings<string, string> =>
  entries.reduce(addEntry, bindingsOf<string, string>());

/** At the end, whatever is there. What has a name that is there already gets a key that no ENV can name. */
function addEntry(environment: Bindings<string, string>, entry: string): Bindings<string, string> {
  const [name] = splitAssignment(entry);
  const key = isBound(environment, name) ? `=${String(countBound(environment))}` : name;
  return bind(environment, [[key, entry]]);
}

export const variablesFrom = (entries: readonly string[]): Bindings<string, Variable> =>
  bindingsOf(
    entries.map((entry) => {
      const [name, value] = splitAssignment(entry);
      return [name, { value, from: 'env' }] as const;
    }),
  );

/** What a stage sees that is built on an image with the environment of this one: no ARG is in it. */
export function openScope({ environment }: Scope): Scope {
  const variables = variablesFrom([...allBound(environment).values()]);
  return { environment, variables, declared: bindingsOf() };
}

/** ENV: the value goes into the configuration, in the place the name already has, and wins from here on. */
export function setEnvironment(
  state: StageState,
  pairs: readonly (readonly [name: string, value: string])[],
): StageState {
  const environment = pairs.reduce((set, [name, value]) => {
    const entry = `${name}=${value}`;
    // A name that is expanded may hold an equals sign, and then BuildKit finds no entry that has it.
    return name.includes('=') ? addEntry(set, entry) : bind(set, [[name, entry]]);
  }, state.environment);
  const variables = pairs.map(([name, value]) => [name, { value, from: 'env' }] as const);
  return {
    ...state,
    environment,
    variables: bind(state.variables, variables),
  };
}

/** ARG: without a value it leaves what ENV has set (dockerfile reference; seen on BuildKit). */
export function declareArgument<Place extends Scope>(
  scope: Place,
  name: string,
  value: string | undefined,
): Place {
  const declared = isBound(scope.declared, name) ? scope.declared : bind(scope.declared, [[name, true]]);
  if (value === undefined) return { ...scope, declared };
  return { ...scope, declared, variables: bind(scope.variables, [[name, { value, from: 'arg' }]]) };
}

export const valueIn = ({ variables }: Scope, name: string): string | undefined =>
  boundTo(variables, name)?.value;

/** The same for a text that others see: of an ARG that is a secret no more than its name. */
export function openValueIn({ variables }: Scope, name: string): string | undefined {
  const variable = boundTo(variables, name);
  return variable?.from === 'arg' && looksSecret(name) ? `$${name}` : variable?.value;
}

/** What RUN sees: ENV in the configuration's order, each with its effective value, then ARG. */
export function environmentOf(scope: Scope): readonly string[] {
  const entries = [...allBound(scope.environment).values()];
  if (isEmpty(scope.declared) && entries.every((entry) => entry.includes('='))) return entries;
  const variables = allBound(scope.variables);
  const names = new Set([...entries.map((entry) => splitAssignment(entry)[0]), ...variables.keys()]);
  return [...names].map((name) => `${name}=${variables.get(name)?.value ?? ''}`);
}

/** The values of ARG that are in effect, `NAME=value`, in the order of declaration. */
export function argumentsOf(scope: Scope): readonly string[] {
  return [...allBound(scope.declared).keys()].flatMap((name) => {
    const variable = boundTo(scope.variables, name);
    return variable?.from === 'arg' ? [`${name}=${variable.value}`] : [];
  });
}

/** Every name that ARG has declared, with what it comes to, `''` where that is nothing; in the order of declaration. */
export const declaredIn = (scope: Scope): readonly (readonly [name: string, value: string])[] =>
  [...allBound(scope.declared).keys()].map((name) => [name, valueIn(scope, name) ?? ''] as const);
