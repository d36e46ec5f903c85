import type { ImageConfig } from '../../plan/image-config.js';

/** In the order in which engines write them: the same configuration always gives the same bytes. */
const imageFields: Record<keyof ImageConfig, true> = {
  User: true,
  ExposedPorts: true,
  Env: true,
  Entrypoint: true,
  Cmd: true,
  Healthcheck: true,
  ArgsEscaped: true,
  Volumes: true,
  WorkingDir: true,
  Labels: true,
  StopSignal: true,
  OnBuild: true,
  Shell: true,
};

/** Only fields of images, none of containers, and none that is empty. */
export function toImageConfig(config: object): ImageConfig {
  const fields = config as Record<string, unknown>;
  const kept = Object.keys(imageFields).filter((name) => !isEmpty(fields[name]));
  return Object.fromEntries(kept.map((name) => [name, sortKeys(fields[name])]));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
