// Flags as typed to what the layers below understand; what is wrong is a UsageError.
import process from 'node:process';
import { UsageError } from '../messages/errors.js';
import type { EngineDescription } from '../engine/ports.js';
import type { BuildOptions } from '../plan/build-options.js';
import { readPlatformParts } from '../plan/read-platform-parts.js';
import { readReference } from '../syntax/values/image-reference.js';
import { readContexts } from './build-contexts.js';
import type { BuildFlags } from './build-flags.js';

/** `NAME=value`, or NAME alone: the environment's value, and nothing if it has none (docker build). */
export function readPairs(
  flag: string,
  pairs: readonly string[],
  fromEnvironment: boolean,
): Record<string, string> {
  const read: [name: string, value: string][] = [];
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const name = equals === -1 ? pair : pair.slice(0, equals);
    if (name === '') throw new UsageError(`${flag} ${pair}: expected name=value`);
    const value = equals === -1 ? (fromEnvironment ? process.env[name] : '') : pair.slice(equals + 1);
    if (value !== undefined) read.push([name, value]);
  }
  return Object.fromEntries(read);
}

export function readBuildOptions(flags: BuildFlags, engine: EngineDescription): BuildOptions {
  const { platform = engine.platform } = flags;
  if (readPlatformParts(platform, engine.platform) === undefined)
    throw new UsageError(`--platform ${platform}: expected one platform, such as linux/arm64`);
  return {
    ...(flags.target === undefined ? {} : { target: flags.target }),
    buildArguments: readPairs('--build-arg', flags.buildArg, true),
    labels: readPairs('--label', flags.label, false),
    contexts: readContexts(flags.buildContext),
    platform: flags.platform === undefined ? engine.platform : normalizePlatform(platform),
    buildPlatform: engine.platform,
  };
}

export const normalizePlatform = (platform: string): string =>
  platform
    .toLowerCase()
    .replace('x86_64', 'amd64')
    .replace('aarch64', 'arm64')
    .replace(/^(?!linux|windows)/, 'linux/')
    .replace('arm64/v8', 'arm64');

export function readReplayBudget(text: string): number {
  const seconds = Number(text);
  if (text.trim() === '' || !Number.isFinite(seconds) || seconds < 0) {
    throw new UsageError(`--replay-budget ${text}: expected a number of seconds`);
  }
  return seconds * 1000;
}

/** An image's name as docker build takes it; the tag `latest` where none is given. */
export function readTag(text: string, flag = '--tag'): string {
  const reference = readReference(text);
  if (reference?.digest !== null) {
    throw new UsageError(`${flag} ${text}: expected name[:tag], the name in lower case`);
  }
  return reference.tag === null ? `${text}:latest` : text;
}
