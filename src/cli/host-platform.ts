// The platform an engine on this machine most likely has; for commands that ask no engine.
import process from 'node:process';

const architectures: Readonly<Record<string, string>> = {
  x64: 'amd64',
  ia32: '386',
  arm: 'arm/v7',
  ppc64: 'ppc64le',
};

export const hostPlatform = (): string => `linux/${architectures[process.arch] ?? process.arch}`;
