import { UsageError } from '../messages/errors.js';
import type { BuildOptions } from '../plan/build-options.js';
import { readPlatformParts } from '../plan/read-platform-parts.js';
import type { BuildFlags } from './build-flags.js';
import { hostPlatform } from './host-platform.js';
import { normalizePlatform, readPairs } from './read-options.js';

export type OutlineFlags = Pick<BuildFlags, 'buildArg' | 'target' | 'platform'>;

/** The options of a command that builds nothing: no engine tells the platform, and no label matters. */
export function readOutlineOptions(flags: OutlineFlags): BuildOptions {
  const buildPlatform = hostPlatform();
  const { platform = buildPlatform, target } = flags;
  if (readPlatformParts(platform, buildPlatform) === undefined)
    throw new UsageError(`--platform ${platform}: expected one platform, such as linux/arm64`);
  return {
    ...(target === undefined || target === '' ? {} : { target }),
    buildArguments: readPairs('--build-arg', flags.buildArg, true),
    labels: {},
    platform: normalizePlatform(platform),
    buildPlatform,
  };
}
