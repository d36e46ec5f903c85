/** All that an image says of itself, as `docker image inspect` has it, but its name, age, history and layers. */
export function configurationOf(inspected: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { Config, Author, Architecture, Variant, Os, OsVersion } = inspected;
  return { Config, Author, Architecture, Variant, Os, OsVersion };
}

/** For images of two engines: older ones also list what is empty, and what only containers have. */
export function withoutEmptyFields(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = Object.entries(config).filter(([, value]) => {
    if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
    return value !== null && value !== '' && value !== false;
  });
  return Object.fromEntries(fields);
}

/** For engines that keep it in an image and do not tell of it. */
export function withoutStartInterval(
  configuration: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { Config } = configuration as { Config: Readonly<Record<string, unknown>> };
  const { StartInterval, ...Healthcheck } = (Config.Healthcheck ?? {}) as Record<string, unknown>;
  return { ...configuration, Config: { ...Config, Healthcheck } };
}
