// A Dockerfile's problems and what the rules find in it. Nothing is executed and nothing is asked for.
import { isError, type Message } from '../messages/message.js';
import type { BuildOptions } from '../plan/build-options.js';
import { outlineBuild, type Outline } from '../plan/outline.js';
import { planBuild, type ResolvedImages } from '../plan/plan-build.js';
import type { ParsedDockerfile } from '../syntax/parse-dockerfile.js';
import type { DockerfileTree } from '../syntax/tree.js';
import { applyRules } from './apply-rules.js';
import { fileSettings } from './file-settings.js';
import type { Finding } from './finding.js';
import { refuseDevices } from './refusals/refuse-devices.js';
import { rules } from './rules.js';
import { findUndecided, type Undecided } from './rules/undefined-var.js';
import { visitStages } from './visit-stages.js';

/** What a check may know of the world around the file; all of it may be missing. */
export interface Surroundings {
  /** By reference. Of an image that is not here nothing is assumed but a PATH. */
  readonly images: ResolvedImages;
  /** Absent where there is no build context, no ignore file, or one with exceptions, which BuildKit does not judge. */
  readonly isIgnored?: (path: string) => boolean;
}

export interface CheckResult {
  /** What parser and plan say, errors and warnings, in the order of the file. */
  readonly messages: readonly Message[];
  readonly findings: readonly Finding[];
  /** What UndefinedVar could not tell, for want of a base image. */
  readonly undecided: readonly Undecided[];
}

/** Never throws, whatever stands in the file. Without a target all stages are looked at, needed or not. */
export function checkDockerfile(
  { tree, messages: parsed }: ParsedDockerfile,
  options: BuildOptions,
  { images, isIgnored }: Surroundings,
): CheckResult {
  const { outline, messages: outlined } = outlineCheck(tree, options);
  const { plan, messages: planned } = planBuild(outline, images);
  const names = rules.map(({ name }) => name);
  const { settings, messages: settled } = fileSettings(tree, options.buildArguments, names);
  const visits = visitStages(outline, plan, images);
  const subject = { tree, outline, visits, images, ...(isIgnored === undefined ? {} : { isIgnored }) };
  const refused = visits.flatMap((visit) => refuseDevices(visit));
  return {
    messages: [...parsed, ...outlined, ...planned, ...refused, ...settled]
      .filter(({ code }) => !toldElsewhere.includes(code))
      .sort((one, other) => one.range.start - other.range.start),
    findings: applyRules(rules, subject, settings),
    undecided: findUndecided(subject),
  };
}

/** The outline of what a check looks at. */
export function outlineCheck(tree: DockerfileTree, options: BuildOptions): ReturnType<typeof outlineBuild> {
  const { outline, messages } = outlineBuild(tree, options);
  const needed = options.target === undefined ? outline.stages.map(({ index }) => index) : outline.needed;
  return { outline: { ...outline, needed }, messages };
}

/** Of the stages that are looked at, each once. */
export function baseImages({ stages, needed }: Outline): string[] {
  const references = needed.flatMap((index) => {
    const base = stages[index]?.base;
    return base?.type === 'image' && base.reference !== '' ? [base.reference] : [];
  });
  return [...new Set(references)];
}

/** Nothing to tell but what has no effect: docker build --check, too, fails for a warning. */
export const isFine = ({ messages, findings }: CheckResult): boolean =>
  findings.length === 0 && !messages.some(isError);

/** The rule NoEmptyContinuation says it; and what refrom does not execute yet is no mistake. */
const toldElsewhere: readonly string[] = ['continuation-empty', 'unsupported-form'];
