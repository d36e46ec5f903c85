import { problem, type Message } from '../messages/message.js';
import { readReference } from '../syntax/values/image-reference.js';
import type { Escape } from '../syntax/tree.js';
import { createExpander } from './expansion.js';
import type { BuildOptions } from './build-options.js';
import type { Globals } from './globals.js';
import { findContext, type FoundContext } from './named-contexts.js';
import { readPlatformParts } from './read-platform-parts.js';
import type { CutStage, OutlinedBase, OutlinedStage } from './outline.js';
import { lastNamed, type StageNames } from './stage-names.js';

interface BaseContext {
  readonly names: StageNames;
  readonly globals: Globals;
  readonly escape: Escape;
  readonly options: BuildOptions;
}

/**
 * What a FROM names: `scratch`, an earlier stage by name (of two with one name the later), an image, or what
 * --build-context puts in their place.
 * FROM does not take a number, unlike COPY --from (dockerfile-facts, seen on BuildKit).
 */
export function resolveBase(
  stage: CutStage,
  index: number,
  { names, globals, escape, options }: BaseContext,
  messages: Message[],
): Omit<OutlinedStage, 'dependencies' | 'imageOrigins'> {
  const { from } = stage;
  const expand = createExpander((name) => globals.values[name], escape, messages);
  const before = messages.length;
  const image = expand(from.image);
  const platform = from.platform === undefined ? undefined : expand(from.platform);
  if (messages.length === before) messages.push(...checkPlatform(from, platform));
  if (image === '' && messages.length === before) {
    const text = `FROM: the image \`${from.image.text}\` expands to nothing`;
    messages.push(
      problem(
        'reference-invalid',
        from.image.range,
        text,
        'give the ARG before FROM a default, or pass --build-arg',
      ),
    );
  }
  const replaced = from.stageName && findContext(from.stageName.text, options);
  const named = baseOf(image, platform, index, names);
  const given = replaced ?? (named.type === 'image' ? findContext(image, options) : undefined);
  const base = given === undefined ? named : contextAsBase(given, replaced !== undefined);
  if (
    base.type === 'image' &&
    image !== '' &&
    messages.length === before &&
    readReference(image) === undefined
  ) {
    const text = `FROM: \`${image}\` is no image reference; expected [registry/]name[:tag][@digest], the name in lower case`;
    messages.push(problem('reference-invalid', from.image.range, text));
  }
  const name = from.stageName?.text.toLowerCase() ?? String(index);
  // A stage that a context stands for is not executed (BuildKit).
  return { index, name, from, base, instructions: replaced === undefined ? stage.instructions : [] };
}

function contextAsBase({ name, context }: FoundContext, isStage: boolean): OutlinedBase {
  if (context.type === 'image') return context;
  return { type: 'folder', name, ...(isStage ? { isStage } : {}) };
}

/** A platform has to be one, and not nothing (BuildKit; containerd's platforms.Parse). */
function checkPlatform({ platform }: CutStage['from'], value: string | undefined): Message[] {
  // Whatever the engine is: only whether the text is a platform at all counts here.
  if (platform === undefined || value === undefined || readPlatformParts(value, 'linux/amd64')) return [];
  const found = value === '' ? 'expands to nothing' : `is no platform: \`${value}\``;
  const text = `FROM: --platform=${platform.text} ${found}`;
  return [problem('flag-invalid', platform.range, text, 'write it as `linux/arm64` or `$BUILDPLATFORM`')];
}

/** Names of stages are kept in lower case, and FROM, unlike --from, looks for them as it is written (BuildKit). */
function baseOf(image: string, platform: string | undefined, index: number, names: StageNames): OutlinedBase {
  const earlier = lastNamed(names, image, index);
  if (earlier !== undefined) return { type: 'stage', index: earlier };
  if (image === 'scratch') return { type: 'scratch' };
  return {
    type: 'image',
    reference: image,
    ...(platform === undefined || platform === '' ? {} : { platform }),
  };
}
