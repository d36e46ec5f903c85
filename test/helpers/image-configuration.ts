/** All that an image says of itself, as `docker image inspect` has it, but its name, age, history and layers. */
export function configurationOf(inspected: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { Config, Author, Architecture, Variant, Os, OsVersion } = inspected;
  return { Config, Author, Architecture, Variant, Os, OsVersion };
}
