import test from 'ava';
import { configurationOf } from '../helpers/image-configuration.js';

/** As `docker image inspect` has it, each field with something in it. */
const full: Readonly<Record<string, unknown>> = {
  Author: 'a',
  Architecture: 'amd64',
  Variant: 'v8',
  Os: 'linux',
  OsVersion: '1',
  Config: {
    User: 'u',
    ExposedPorts: { '80/tcp': {} },
    Env: ['A=1', 'B=2'],
    Cmd: ['c'],
    Entrypoint: ['e'],
    Volumes: { '/v': {} },
    WorkingDir: '/w',
    Labels: { a: '1' },
    OnBuild: ['RUN x'],
    StopSignal: 'SIGINT',
    Shell: ['/bin/sh', '-c'],
    Healthcheck: {
      Test: ['CMD', 'x'],
      Interval: 1,
      Timeout: 1,
      StartPeriod: 1,
      StartInterval: 1,
      Retries: 1,
    },
    ArgsEscaped: true,
  },
};

const config = full.Config as Readonly<Record<string, unknown>>;
const planted: readonly (readonly [field: string, image: Readonly<Record<string, unknown>>])[] = [
  ...Object.keys(full).map((field) => [field, { ...full, [field]: undefined }] as const),
  ...Object.keys(config).map(
    (field) => [`Config.${field}`, { ...full, Config: { ...config, [field]: undefined } }] as const,
  ),
  ...Object.keys(config.Healthcheck as object).map((field) => {
    const Healthcheck = { ...(config.Healthcheck as object), [field]: undefined };
    return [`Config.Healthcheck.${field}`, { ...full, Config: { ...config, Healthcheck } }] as const;
  }),
];

test('the comparison sees each field of the configuration', (t) => {
  const expected = configurationOf(full);
  t.deepEqual(configurationOf({ ...full }), expected);
  for (const [field, image] of planted) t.notDeepEqual(configurationOf(image), expected, field);
});

test('the comparison sees the order of variables', (t) => {
  const image = { ...full, Config: { ...config, Env: ['B=2', 'A=1'] } };
  t.notDeepEqual(configurationOf(image), configurationOf(full));
});

test('the name, the age and the history of an image are its own', (t) => {
  const image = { ...full, Id: 'x', Created: 'now', RepoTags: ['x'], Size: 1 };
  t.deepEqual(configurationOf(image), configurationOf(full));
});
