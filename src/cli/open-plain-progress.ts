// What `--progress plain` prints, with an explanation before each step where it teaches.
import process from 'node:process';
import { createPlainProgress } from '../report/plain-progress.js';
import type { SessionEvent } from '../session/events.js';
import type { Project } from './open-project.js';

export interface PlainFlags {
  readonly why: boolean;
  readonly teach?: boolean;
}

export async function openPlainProgress(
  project: Pick<Project, 'outline' | 'plan' | 'source'>,
  { why, teach = false }: PlainFlags,
): Promise<(event: SessionEvent) => string> {
  if (!teach) return createPlainProgress(project.plan, { why });
  const { explainAsText } = await import('./explain-for-debugger.js');
  return createPlainProgress(project.plan, { why, explain: explainAsText(project, lookOf(process.stderr)) });
}

const widestText = 100;

function lookOf(output: typeof process.stderr): { columns: number; color: boolean } {
  const { NO_COLOR = '', TERM } = process.env;
  const columns = output.isTTY ? Math.min(Math.max(output.columns, 40), widestText) : 80;
  return { columns, color: output.isTTY && NO_COLOR === '' && TERM !== 'dumb' };
}
