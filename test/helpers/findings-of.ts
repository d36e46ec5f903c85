// What src/check finds in a text, with nothing around it but what a case names.
import { checkDockerfile, type CheckResult } from '../../src/check/check-dockerfile.js';
import { locate } from '../../src/messages/range.js';
import type { BuildOptions } from '../../src/plan/build-options.js';
import type { ImageConfig } from '../../src/plan/image-config.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { pathOnly, plainOptions } from './plan-of.js';

export interface Around {
  readonly options?: Partial<BuildOptions>;
  /** Known images beside `base`, which has a PATH and nothing else. */
  readonly images?: Readonly<Record<string, ImageConfig>>;
  /** `base`'s platform. */
  readonly platform?: string;
  readonly ignored?: readonly string[];
}

export function checkText(text: string, around: Around = {}): CheckResult {
  const { options, images, platform = 'linux/amd64', ignored } = around;
  const known = Object.entries({ base: pathOnly, ...images }).map(
    ([reference, config]) => [reference, { reference, id: `sha256:${reference}`, config, platform }] as const,
  );
  return checkDockerfile(
    parseDockerfile(text),
    { ...plainOptions, ...options },
    {
      images: new Map(known),
      ...(ignored === undefined ? {} : { isIgnored: (path: string) => ignored.includes(path) }),
    },
  );
}

/** `Rule line:column`, the exact places, in the order of the file. */
export const placesOf = (text: string, around?: Around): string[] =>
  checkText(text, around).findings.map(({ rule, range }) => {
    const { line, column } = locate(text, range.start);
    return `${rule} ${String(line)}:${String(column)}`;
  });
