// A state from an image's configuration, and the configuration of a state.
import type { ImageConfig } from '../image-config.js';
import { allBound, bind, bindingsOf, boundSince, isEmpty, lastBoundTo, type Bindings } from './bindings.js';
import { environmentFrom, variablesFrom } from './scope.js';
import type { StageState } from './stage-state.js';

/** What a stage begins with that is built on an image: its triggers are fired, and not kept. */
export function stateOfImage(config: ImageConfig): StageState {
  const { Env = [], Labels = {}, ExposedPorts = {}, Volumes = {}, OnBuild, ...settings } = config;
  const variables = variablesFrom(Env);
  return {
    settings,
    environment: environmentFrom(Env),
    variables,
    opening: variables,
    declared: bindingsOf(),
    labels: bindingsOf(Object.entries(Labels)),
    ports: bindingsOf(keysOf(ExposedPorts)),
    volumes: bindingsOf(keysOf(Volumes)),
    triggers: bindingsOf(),
    commandSet: false,
  };
}

/**
 * What a stage begins with that is built on another one: with its ARGs, but for those that have taken the place of an ENV,
 * which is set again (seen on BuildKit).
 */
export function stateOfStage(end: StageState): StageState {
  const own = [...boundSince(end.variables, end.opening)].filter(([, { from }]) => from === 'arg');
  const variables = bind(
    end.variables,
    own.flatMap(([name]) => {
      const set = lastBoundTo(end.variables, name, ({ from }) => from === 'env');
      return set === undefined ? [] : [[name, set]];
    }),
  );
  return { ...end, variables, opening: variables, triggers: bindingsOf(), commandSet: false };
}

const keysOf = (record: object): (readonly [string, true])[] =>
  Object.keys(record).map((name) => [name, true] as const);

/** As the image has it. In time that goes with all that the stage has set up to here. */
export function configOf({
  settings,
  environment,
  labels,
  ports,
  volumes,
  triggers,
}: StageState): ImageConfig {
  return {
    ...settings,
    ...(isEmpty(environment) ? {} : { Env: [...allBound(environment).values()] }),
    ...(isEmpty(labels) ? {} : { Labels: Object.fromEntries(allBound(labels)) }),
    ...(isEmpty(ports) ? {} : { ExposedPorts: recordOf(ports) }),
    ...(isEmpty(volumes) ? {} : { Volumes: recordOf(volumes) }),
    ...(isEmpty(triggers) ? {} : { OnBuild: triggersOf({ triggers }) }),
  };
}

const recordOf = (names: Bindings<string, true>): Record<string, object> =>
  Object.fromEntries([...allBound(names).keys()].map((name) => [name, {}]));

export const triggersOf = ({ triggers }: Pick<StageState, 'triggers'>): readonly string[] => [
  ...allBound(triggers).values(),
];
