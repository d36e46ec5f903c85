// What two images tell those who run them: field by field, in the words of the Dockerfile.
import type { ImageConfig, ResolvedImage } from '../../plan/image-config.js';

export interface ConfigurationChange {
  /** `ENV`, `CMD` …; `platform`. */
  readonly field: string;
  /** Of a variable or a label. */
  readonly name?: string;
  /** As text, lists and health checks as JSON; undefined where it is not set. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export type ConfiguredImage = Pick<ResolvedImage, 'config' | 'platform' | 'author'>;

/** In the order of the table below; variables, labels, ports and volumes one by one. */
export function compareConfigurations(
  before: ConfiguredImage,
  after: ConfiguredImage,
): readonly ConfigurationChange[] {
  return Object.entries(fields).flatMap(([field, valuesOf]) => {
    const [former, latter] = [new Map(valuesOf(before)), new Map(valuesOf(after))];
    return [...new Set([...former.keys(), ...latter.keys()])].flatMap((key) => {
      const [one, other] = [former.get(key), latter.get(key)];
      if (one?.text === other?.text) return [];
      const name = (one ?? other)?.name;
      return [{ field, ...(name === undefined ? {} : { name }), before: one?.text, after: other?.text }];
    });
  });
}

interface Value {
  readonly name?: string;
  readonly text: string;
}

/** By what tells one value of the field from another. */
type Values = readonly (readonly [key: string, value: Value])[];

const fields: Readonly<Record<string, (image: ConfiguredImage) => Values>> = {
  platform: ({ platform }) => single(platform),
  MAINTAINER: ({ author }) => single(author),
  ENV: ({ config }) => named(variablesOf(config)),
  LABEL: ({ config }) => named(Object.entries(config.Labels ?? {})),
  USER: ({ config }) => single(config.User),
  WORKDIR: ({ config }) => single(config.WorkingDir),
  SHELL: ({ config }) => single(config.Shell),
  ENTRYPOINT: ({ config }) => single(config.Entrypoint),
  CMD: ({ config }) => single(config.Cmd),
  EXPOSE: ({ config }) => members(config.ExposedPorts),
  VOLUME: ({ config }) => members(config.Volumes),
  HEALTHCHECK: ({ config }) => single(config.Healthcheck),
  STOPSIGNAL: ({ config }) => single(config.StopSignal),
  ONBUILD: ({ config }) => single(config.OnBuild),
  ArgsEscaped: ({ config }) => single(config.ArgsEscaped),
};

function single(value: unknown): Values {
  if (value === undefined || value === '') return [];
  return [['', { text: typeof value === 'string' ? value : JSON.stringify(value) }]];
}

const named = (pairs: readonly (readonly [string, string])[]): Values =>
  pairs.map(([name, text]) => [name, { name, text }]);

const members = (set: object = {}): Values => Object.keys(set).map((text) => [text, { text }]);

const variablesOf = ({ Env = [] }: ImageConfig): readonly (readonly [string, string])[] =>
  Env.map((entry) => {
    const equals = entry.indexOf('=');
    return equals === -1 ? [entry, ''] : [entry.slice(0, equals), entry.slice(equals + 1)];
  });
