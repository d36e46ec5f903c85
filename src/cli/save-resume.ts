// The resumed Dockerfile on disk, beside the original, written whole or not at all.
import process from 'node:process';
import { encodeText } from '../context/text-bytes.js';
import { resumeDockerfile } from '../rewrite/resume-dockerfile.js';
import type { ResumeCut } from '../session/resume-cut.js';
import type { Plan } from '../plan/plan.js';
import type { Source } from './open-project.js';
import { saveFile } from './save-file.js';

export interface SaveResumeOptions {
  readonly lines: boolean;
  /** Where to; `<Dockerfile>.refrom` if absent. */
  readonly path?: string;
  /** Told of what the user has to do beside. */
  readonly onNote?: (note: string) => void;
}

/** Gives the path it wrote. */
export async function saveResume(
  { source, plan }: { readonly source: Source; readonly plan: Plan },
  cut: ResumeCut,
  { lines, path = `${source.path}.refrom`, onNote }: SaveResumeOptions,
): Promise<string> {
  const { text, notes } = resumeDockerfile(source.tree, plan, cut, { lines });
  const bytes = encodeText(text);
  for (const note of notes) onNote?.(note);
  if (path === '-') {
    process.stdout.write(bytes);
    return path;
  }
  await saveFile(path, bytes);
  return path;
}
