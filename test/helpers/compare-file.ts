// One file of the corpus, judged by src/check and the plan, and by three calls of docker build.
import { outlineBuild, type Outline } from '../../src/plan/outline.js';
import type { ResolvedImage } from '../../src/plan/image-config.js';
import { planBuild } from '../../src/plan/plan-build.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { checkBoth, disagreement, imagesOf, optionsOf } from './check-both.js';
import type { CorpusFile } from './corpus.js';
import { callDocker, firstLine, type OutlineAnswer, type TargetsAnswer } from './docker-check.js';
import { ourArguments, ourTargets, withMountedStages } from './our-outline.js';

export interface Comparison {
  readonly path: string;
  /** `undecidable`: the engine would have to fetch an image, or its frontend is too old for the file. */
  readonly kind: 'accepted' | 'refused' | 'undecidable';
  readonly findings: number;
  readonly differences: readonly string[];
}

/** What stands in the stable frontend, and not in that of engine 28.5. */
const newerThanEngine = /unknown flag: --(?:parents|security|unpack|exclude)\b/;

export async function compareFile({ path, text }: CorpusFile): Promise<Comparison> {
  const asked = { text: withoutFrontend(text) };
  const { ours, theirs } = await checkBoth(asked);
  if (theirs === undefined || newerThanEngine.test(theirs.reason)) {
    return { path, kind: 'undecidable', findings: 0, differences: [] };
  }
  const said = disagreement(ours, theirs);
  const differences = said === undefined ? [] : [said];
  const findings = theirs.found.length;
  if (theirs.verdict === 'refused') return { path, kind: 'refused', findings, differences };
  const { outline } = outlineBuild(parseDockerfile(asked.text).tree, optionsOf(asked));
  differences.push(
    ...(await compareTargets(asked.text, outline)),
    ...(await compareArguments(asked.text, outline)),
  );
  return { path, kind: 'accepted', findings, differences };
}

/** docker would fetch the frontend; the directive goes, and the line numbers stay. */
function withoutFrontend(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !/^\uFEFF?\s*#\s*(?:syntax|escape|check)\s*=\s*\S/i.test(line));
  const zone = lines.slice(0, end === -1 ? lines.length : end);
  const kept = zone.filter((line) => !/^\uFEFF?\s*#\s*syntax/i.test(line));
  const blank = Array.from({ length: zone.length - kept.length }, () => '');
  return [...kept, ...blank, ...lines.slice(zone.length)].join('\n');
}

async function compareTargets(text: string, outline: Outline): Promise<string[]> {
  const { answer, stderr } = await callDocker<TargetsAnswer>('targets', { text, images: imagesOf(outline) });
  if (answer === undefined) return [`docker tells no targets: ${stderr}`];
  const theirs = answer.targets.map(({ name = '', base = '', location }) =>
    [name, base, String(firstLine(location))].join('|'),
  );
  return compareLists('targets', ourTargets(outline), theirs);
}

async function compareArguments(text: string, outline: Outline): Promise<string[]> {
  const { answer, stderr } = await callDocker<OutlineAnswer>('outline', { text, images: imagesOf(outline) });
  if (answer === undefined) return [`docker tells no outline: ${stderr}`];
  const theirs = (answer.args ?? []).map(
    ({ name, value = '', location }) => `${name}=${value}@${String(firstLine(location))}`,
  );
  const config = { Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'] };
  const images = new Map<string, ResolvedImage>(
    imagesOf(outline).map((reference) => [
      reference,
      { reference, id: 'sha256:0', config, platform: 'linux/amd64' },
    ]),
  );
  const whole = withMountedStages(outline);
  const { plan } = planBuild(whole, images);
  const ours = ourArguments(whole, plan);
  // docker tells of each name once, whichever stage it comes upon first.
  const told = theirs.map(nameOf);
  return compareLists(
    'arguments',
    ours.filter((each) => theirs.includes(each) || !told.includes(nameOf(each))),
    theirs,
  );
}

const nameOf = (argument: string): string => argument.slice(0, argument.indexOf('='));

function compareLists(what: string, ours: readonly string[], theirs: readonly string[]): string[] {
  const missing = theirs.filter((each) => !ours.includes(each));
  const extra = ours.filter((each) => !theirs.includes(each));
  if (missing.length + extra.length === 0) return [];
  return [`${what}: only docker has [${missing.join(' ')}], only we have [${extra.join(' ')}]`];
}
