// One Dockerfile judged twice: by src/check, and by `docker build --check`; every image is fixture/busybox.
import { checkDockerfile } from '../../src/check/check-dockerfile.js';
import { judgeIgnoredPaths } from '../../src/context/ignored-paths.js';
import { readIgnoreRules } from '../../src/plan/ignore/ignore-rules.js';
import { isError } from '../../src/messages/message.js';
import { locate } from '../../src/messages/range.js';
import type { BuildOptions } from '../../src/plan/build-options.js';
import type { ResolvedImage } from '../../src/plan/image-config.js';
import { outlineBuild, type Outline } from '../../src/plan/outline.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { readReference } from '../../src/syntax/values/image-reference.js';
import { readMountFields } from '../../src/syntax/values/mount-fields.js';
import { callDocker, firstLine, type LintAnswer } from './docker-check.js';
import { plainOptions } from './plan-of.js';

export interface CheckCase {
  readonly text: string;
  readonly target?: string;
  readonly buildArguments?: Readonly<Record<string, string>>;
  readonly ignoreFile?: string;
}

export interface Judgement {
  readonly verdict: 'accepted' | 'refused';
  /** `Rule:line`, each once, sorted. */
  readonly found: readonly string[];
  readonly reason: string;
}

/** What both say, and undefined for theirs where the engine would have to fetch an image for another platform. */
export async function checkBoth(
  asked: CheckCase,
): Promise<{ ours: Judgement; theirs: Judgement | undefined }> {
  const images = imagesOf(outlineBuild(parseDockerfile(asked.text).tree, optionsOf(asked)).outline);
  return { ours: judge(asked, images), theirs: await askDocker(asked, images) };
}

/** Where the two differ; undefined where they agree. What is found in a file that is refused anyway is not compared. */
export function disagreement(ours: Judgement, theirs: Judgement): string | undefined {
  if (ours.verdict !== theirs.verdict) {
    return ours.verdict === 'refused'
      ? `only we refuse it: ${ours.reason}`
      : `only docker refuses it: ${theirs.reason}`;
  }
  if (ours.verdict === 'refused') return undefined;
  const missing = theirs.found.filter((each) => !ours.found.includes(each));
  const extra = ours.found.filter((each) => !theirs.found.includes(each));
  if (missing.length + extra.length === 0) return undefined;
  return `only docker finds [${missing.join(' ')}], only we find [${extra.join(' ')}]`;
}

export const optionsOf = ({ target, buildArguments }: CheckCase): BuildOptions => ({
  ...plainOptions,
  ...(target === undefined ? {} : { target }),
  ...(buildArguments === undefined ? {} : { buildArguments }),
});

export const flagsOf = ({ target, buildArguments = {} }: CheckCase): string[] => [
  ...(target === undefined ? [] : ['--target', target]),
  ...Object.entries(buildArguments).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
];

function judge(asked: CheckCase, references: readonly string[]): Judgement {
  const config = { Env: ['PATH=/bin'] };
  const images = new Map<string, ResolvedImage>(
    references.map((reference) => [
      reference,
      { reference, id: 'sha256:0', config, platform: 'linux/amd64' },
    ]),
  );
  const isIgnored =
    asked.ignoreFile === undefined
      ? undefined
      : judgeIgnoredPaths(readIgnoreRules('.dockerignore', asked.ignoreFile));
  const around = { images, ...(isIgnored === undefined ? {} : { isIgnored }) };
  const { messages, findings } = checkDockerfile(parseDockerfile(asked.text), optionsOf(asked), around);
  const errors = messages.filter(isError);
  return {
    verdict: errors.length > 0 ? 'refused' : 'accepted',
    found: sortOnce(findings.map(({ rule, lines }) => `${rule}:${String(lines.first)}`)),
    reason: errors
      .map(({ range, text }) => `${String(locate(asked.text, range.start).line)}: ${text}`)
      .join('; '),
  };
}

async function askDocker(asked: CheckCase, images: readonly string[]): Promise<Judgement | undefined> {
  const { answer, stderr } = await callDocker<LintAnswer>('check', {
    text: asked.text,
    images,
    flags: flagsOf(asked),
    ...(asked.ignoreFile === undefined ? {} : { files: { '.dockerignore': asked.ignoreFile } }),
  });
  if (answer === undefined) throw new Error(`docker build --check has no answer: ${stderr}`);
  const error = answer.buildError ?? answer.error;
  if (error?.message.includes('failed to resolve source metadata') === true) return undefined;
  // That rules are broken where `error=true` asks for it is no refusal of the file.
  const isRefused = error !== undefined && !error.message.startsWith('lint violation found');
  return {
    verdict: isRefused ? 'refused' : 'accepted',
    found: sortOnce(
      (answer.warnings ?? []).map(({ ruleName, location }) => `${ruleName}:${String(firstLine(location))}`),
    ),
    reason: error?.message ?? '',
  };
}

const sortOnce = (found: readonly string[]): string[] => [...new Set(found)].sort();

/** Those docker can be told a stand-in for: well-formed, and no stage's name. */
export function imagesOf({ stages }: Outline): string[] {
  const names = new Set(stages.map(({ name }) => name));
  const found = stages.flatMap(({ base, imageOrigins, instructions }) => [
    ...(base.type === 'image' ? [base.reference] : []),
    ...imageOrigins,
    ...instructions
      .flatMap(({ keyword, flags }) => (keyword === 'RUN' ? flags : []))
      .flatMap(({ value }) => readMountFields(value ?? '') ?? [])
      .flatMap(({ key, value }) => (key === 'from' && value ? [value] : [])),
  ]);
  return [...new Set(found)].filter(
    (image) => readReference(image) !== undefined && !names.has(image.toLowerCase().replace(/:latest$/, '')),
  );
}
