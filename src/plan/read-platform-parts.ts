// A platform as containerd reads and normalises it, as far as the rules look at it.
import { splitPlatform } from './build-options.js';
import { readPlatform } from '../syntax/values/scalars.js';

export interface SystemAndArchitecture {
  readonly os: string;
  readonly architecture: string;
}

const architectures: Readonly<Record<string, string>> = {
  i386: '386',
  x86_64: 'amd64',
  'x86-64': 'amd64',
  aarch64: 'arm64',
  armhf: 'arm',
  armel: 'arm',
};

const systems =
  /^(?:aix|android|darwin|dragonfly|freebsd|hurd|illumos|ios|js|linux|nacl|netbsd|openbsd|plan9|solaris|windows|zos)$/;

const knownArchitectures =
  /^(?:386|amd64|amd64p32|arm|armbe|arm64|arm64be|loong64|mips|mipsle|mips64|mips64le|mips64p32|mips64p32le|ppc|ppc64|ppc64le|riscv|riscv64|s390|s390x|sparc|sparc64|wasm)$/;

/** What one part leaves open is that of `buildPlatform`. Undefined for what is no platform. */
export function readPlatformParts(text: string, buildPlatform: string): SystemAndArchitecture | undefined {
  const components = readPlatform(text)?.components.map((component) => component.toLowerCase());
  const [first, second] = components ?? [];
  if (first === undefined) return undefined;
  const os = first === 'macos' ? 'darwin' : first;
  if (second !== undefined) return { os, architecture: architectures[second] ?? second };
  const host = splitPlatform(buildPlatform);
  if (systems.test(os)) return { os, architecture: host.architecture };
  const architecture = architectures[first] ?? first;
  return knownArchitectures.test(architecture) ? { os: host.os, architecture } : undefined;
}
