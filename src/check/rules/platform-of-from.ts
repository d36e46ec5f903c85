// The three rules about the platform of a FROM.
import { expandWord, type Expansion } from '../../plan/expand/expand-word.js';
import type { Outline, OutlinedStage } from '../../plan/outline.js';
import { readPlatformParts } from '../../plan/read-platform-parts.js';
import { pageOf, spotIn, spotOfFile, type Rule } from '../rule.js';

/** `--platform=$TARGETPLATFORM` and nothing else. */
export const redundantTargetPlatform: Rule = {
  name: 'RedundantTargetPlatform',
  address: pageOf('redundant-target-platform'),
  severity: 'warning',
  find: ({ outline }) =>
    outline.stages.flatMap((stage) => {
      const { platform } = stage.from;
      const expansion = expandPlatform(stage, outline);
      if (platform === undefined || expansion === undefined) return [];
      const { used, unset, value } = expansion;
      const isAlone = unset.length === 0 && used.length === 1 && used[0] === 'TARGETPLATFORM';
      if (!isAlone || value !== outline.globals.values.TARGETPLATFORM) return [];
      const text = `--platform=${platform.text} is what FROM does without the flag`;
      return [spotIn(stage.from, platform.range, { text, hint: 'delete the flag' })];
    }),
};

/** A platform without a variable in it, unless the stage says by its name that it is for this one. */
export const fromPlatformFlagConstDisallowed: Rule = {
  name: 'FromPlatformFlagConstDisallowed',
  address: pageOf('from-platform-flag-const-disallowed'),
  severity: 'warning',
  find: ({ outline }) =>
    outline.stages.flatMap((stage) => {
      const { platform, stageName } = stage.from;
      const expansion = expandPlatform(stage, outline);
      if (platform === undefined || expansion === undefined) return [];
      if (expansion.used.length > 0 || expansion.unset.length > 0) return [];
      const parts = readPlatformParts(expansion.value, outline.options.buildPlatform);
      const name = stageName?.text.toLowerCase() ?? '';
      if (parts === undefined || name.includes(parts.os) || name.includes(parts.architecture)) return [];
      const text = `--platform=${platform.text} ties the stage to one platform, whatever is built for`;
      const hint = `give --platform to the build instead, use $BUILDPLATFORM, or name the stage for it: \`AS build-${parts.architecture}\``;
      return [spotIn(stage.from, platform.range, { text, hint })];
    }),
};

/** Needs the image: one for another platform than the one it was asked for. */
export const invalidBaseImagePlatform: Rule = {
  name: 'InvalidBaseImagePlatform',
  severity: 'warning',
  find: ({ outline, images }) =>
    outline.stages.flatMap(({ from, base }) => {
      const image = base.type === 'image' ? images.get(base.reference) : undefined;
      if (image === undefined || base.type !== 'image') return [];
      const { platform, buildPlatform } = outline.options;
      const wanted = readPlatformParts(base.platform ?? platform, buildPlatform);
      const found = readPlatformParts(image.platform, buildPlatform);
      if (wanted === undefined || found === undefined) return [];
      if (wanted.os === found.os && wanted.architecture === found.architecture) return [];
      const text = `the engine's \`${base.reference}\` is for ${found.os}/${found.architecture}, and ${wanted.os}/${wanted.architecture} is asked for`;
      const hint = `pull it for the platform: docker pull --platform ${wanted.os}/${wanted.architecture} ${base.reference}`;
      return [spotOfFile(from, from.image.range, { text, hint })];
    }),
};

function expandPlatform({ from }: OutlinedStage, { globals, tree }: Outline): Expansion | undefined {
  if (from.platform === undefined) return undefined;
  const lookup = (name: string): string | undefined => globals.values[name];
  const result = expandWord(from.platform.text, { lookup, escape: tree.escape });
  return 'value' in result ? result : undefined;
}
