// The resumed Dockerfile on disk, beside the original, with the ignore rules of the original beside it.
import { basename, join } from 'node:path';
import process from 'node:process';
import { encodeText } from '../syntax/text-bytes.js';
import { literalPattern } from '../plan/ignore/literal-pattern.js';
import { resumeDockerfile } from '../rewrite/resume-dockerfile.js';
import type { ResumeCut } from '../session/resume-cut.js';
import { linesThatTake } from './lines-that-take.js';
import type { Project } from './open-project.js';
import { resumedRules } from './resumed-rules.js';
import { isSpecial, saveFile, writeThrough } from './save-file.js';

export interface SaveResumeOptions {
  readonly lines: boolean;
  /** Where to; `<Dockerfile>.refrom` if absent. */
  readonly path?: string;
}

export interface SavedResume {
  readonly path: string;
  /** Of the ignore rules beside it, where it needs some. */
  readonly rules?: string;
  /** What the user has to do or to know beside. */
  readonly notes: readonly string[];
}

type Resumed = Pick<Project, 'source' | 'plan' | 'context' | 'namedContexts'>;

export async function saveResume(
  project: Resumed,
  cut: ResumeCut,
  { lines, path: chosen }: SaveResumeOptions,
): Promise<SavedResume> {
  const { source, plan, context } = project;
  const path = chosen ?? `${source.path}.refrom`;
  const { text, notes } = resumeDockerfile(source.tree, plan, cut, { lines });
  const bytes = encodeText(text);
  if (path === '-') {
    process.stdout.write(bytes);
    return { path, notes: [...notes, ...(await noteLostRules(project))] };
  }
  // What has the name that refrom gives by itself is replaced, a link too: where it leads, the user has not said.
  if (chosen !== undefined && (await isSpecial(path))) {
    await writeThrough(path, bytes);
    return { path, notes: [...notes, ...(await noteLostRules(project))] };
  }
  const { file: rules, inContext } = await resumedRules(context, source.path, path);
  await saveFile(path, bytes);
  if (rules !== undefined) await saveFile(rules.path, rules.bytes);
  const taken = await noteTaken(project, inContext);
  return { path, ...(rules === undefined ? {} : { rules: rules.path }), notes: [...notes, ...taken] };
}

/** A build of the original sees what refrom has written: to hide it there would be another image than docker build's. */
async function noteTaken(project: Resumed, inContext: readonly string[]): Promise<readonly string[]> {
  const { source, context } = project;
  const lines = await linesThatTake(
    project,
    inContext.map((place) => join(context.root, place)),
  );
  const [file = ''] = inContext;
  if (lines.length === 0) return [];
  const ignore = context.ignoreFile ?? '.dockerignore';
  return [
    `${basename(file)} lies in the build context: line ${lines.join(', ')} of ${basename(source.path)} takes it too from now on, unless ${ignore} has a line ${literalPattern(file)}* or -o names a place elsewhere`,
  ];
}

/** On standard input no rules lie beside a Dockerfile. */
async function noteLostRules({ context }: Resumed): Promise<readonly string[]> {
  const rules = await context.readIgnoreFile();
  if (rules?.isOwn !== true) return [];
  return [`a build that reads it from standard input reads .dockerignore, and not ${rules.name}`];
}
