import type { NamedContext } from './named-contexts.js';

/** What the command line says of a build, as far as the plan depends on it. */
export interface BuildOptions {
  readonly target?: string;
  /** Of `--build-arg`; those named without a value have been looked up in the environment by the caller. */
  readonly buildArguments: Readonly<Record<string, string>>;
  /** Of `--label`. */
  readonly labels: Readonly<Record<string, string>>;
  /** Of `--platform`, or the engine's: `os/architecture[/variant]`. */
  readonly platform: string;
  /** The engine's. */
  readonly buildPlatform: string;
  /** Of `--build-context`, by `contextKey`. */
  readonly contexts?: Readonly<Record<string, NamedContext>>;
}

/** Proxy arguments reach RUN without an ARG and enter no key (dockerfile reference, predefined ARGs). */
export const proxyNames: readonly string[] = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'FTP_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
].flatMap((name) => [name, name.toLowerCase()]);

export interface PlatformParts {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string;
}

export function splitPlatform(platform: string): PlatformParts {
  const [os = 'linux', architecture = '', variant = ''] = platform.split('/');
  return { os, architecture, variant };
}

/**
 * TARGETPLATFORM and its like: known to FROM, and to a stage once it declares them. A build argument of the same name
 * wins (BuildKit, defaultArgs). The versions of systems are those of Windows, and empty elsewhere.
 */
export function platformArguments(options: BuildOptions): Record<string, string> {
  const target = splitPlatform(options.platform);
  const build = splitPlatform(options.buildPlatform);
  const own = {
    TARGETPLATFORM: options.platform,
    TARGETOS: target.os,
    TARGETOSVERSION: '',
    TARGETARCH: target.architecture,
    TARGETVARIANT: target.variant,
    TARGETSTAGE: options.target ?? 'default',
    BUILDPLATFORM: options.buildPlatform,
    BUILDOS: build.os,
    BUILDOSVERSION: '',
    BUILDARCH: build.architecture,
    BUILDVARIANT: build.variant,
  };
  const given = Object.entries(options.buildArguments).filter(([name]) => Object.hasOwn(own, name));
  return { ...own, ...Object.fromEntries(given) };
}
