// `refrom check`: what is wrong with a Dockerfile and what BuildKit's rules find in it, without building it.
import process from 'node:process';
import { baseImages, checkDockerfile, isFine, outlineCheck } from '../../check/check-dockerfile.js';
import type { BuildOptions } from '../../plan/build-options.js';
import type { ResolvedImages } from '../../plan/plan-build.js';
import { formatCheckJson } from '../../report/check-json.js';
import { formatCheck } from '../../report/check-text.js';
import { parseDockerfile, type ParsedDockerfile } from '../../syntax/parse-dockerfile.js';
import type { BuildFlags } from '../build-flags.js';
import { exitStatus } from '../exit-status.js';
import { openCheckedFile } from '../open-checked-file.js';
import { readOutlineOptions } from '../read-outline-options.js';

export interface CheckFlags extends Pick<BuildFlags, 'file' | 'buildArg' | 'target' | 'platform' | 'engine'> {
  readonly format: 'text' | 'json';
  readonly images: boolean;
}

/** Findings are the result, and go to standard output; warnings alone fail too, as docker build --check has it. */
export async function runCheck(place: string | undefined, flags: CheckFlags): Promise<number> {
  const { path, text, isIgnored } = await openCheckedFile(place, flags.file);
  const parsed = parseDockerfile(text);
  const { options, images } = await lookAround(parsed, readOutlineOptions(flags), flags);
  const surroundings = { images, ...(isIgnored === undefined ? {} : { isIgnored }) };
  const result = checkDockerfile(parsed, options, surroundings);
  const format = flags.format === 'json' ? formatCheckJson : formatCheck;
  process.stdout.write(format(path, text, result));
  return isFine(result) ? exitStatus.done : exitStatus.usage;
}

/** Without `--images` no engine is asked, nor its code loaded. */
async function lookAround(
  { tree }: ParsedDockerfile,
  options: BuildOptions,
  flags: CheckFlags,
): Promise<{ options: BuildOptions; images: ResolvedImages }> {
  if (!flags.images) return { options, images: new Map() };
  const { findBaseImages } = await import('../find-base-images.js');
  const { outline } = outlineCheck(tree, options);
  const { images, platform } = await findBaseImages(baseImages(outline), flags.engine);
  const asked = flags.platform === undefined ? { platform } : {};
  return { options: { ...options, ...asked, buildPlatform: platform }, images };
}
