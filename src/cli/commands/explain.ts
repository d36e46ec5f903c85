// `refrom explain`: what each step of a Dockerfile does, and how docker would do it by hand. No engine is asked.
import process from 'node:process';
import { explainBuild } from '../../explain/explain-build.js';
import { DockerfileError, UsageError } from '../../messages/errors.js';
import { isError, type Message } from '../../messages/message.js';
import { outlineBuild } from '../../plan/outline.js';
import { planBuild } from '../../plan/plan-build.js';
import { formatExplanationJson } from '../../report/explain-json.js';
import { formatExplanation } from '../../report/explain-text.js';
import { parseDockerfile } from '../../syntax/parse-dockerfile.js';
import type { BuildFlags } from '../build-flags.js';
import { exitStatus } from '../exit-status.js';
import { openCheckedFile } from '../open-checked-file.js';
import { readOutlineOptions } from '../read-outline-options.js';

export interface ExplainFlags extends Pick<BuildFlags, 'file' | 'buildArg' | 'target' | 'platform'> {
  readonly format: 'text' | 'json';
  readonly line?: string;
}

export async function runExplain(place: string | undefined, flags: ExplainFlags): Promise<number> {
  const line = readLine(flags.line);
  const { path, text } = await openCheckedFile(place, flags.file);
  const parsed = parseDockerfile(text);
  const outlined = outlineBuild(parsed.tree, readOutlineOptions(flags));
  const planned = planBuild(outlined.outline, new Map());
  const messages = [parsed, outlined, planned].flatMap((each) => each.messages).filter(isWrong);
  if (messages.length > 0) throw new DockerfileError(path, text, messages);
  const explanation = explainBuild(outlined.outline, planned.plan, line);
  if (explanation.steps.length === 0) {
    const lines = [...new Set(planned.plan.steps.map((step) => step.line))].join(', ');
    throw new UsageError(
      `--line ${String(line)}: no step of this build stands there`,
      `steps begin at ${lines}`,
    );
  }
  process.stdout.write(
    flags.format === 'json'
      ? formatExplanationJson(path, text, explanation)
      : formatExplanation(text, explanation, look()),
  );
  return exitStatus.done;
}

/** What refrom does not execute yet can be explained all the same. */
const isWrong = (message: Message): boolean => isError(message) && message.code !== 'unsupported-form';

function readLine(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`--line ${text}: expected the number of a line`);
  return Number(text);
}

const widestText = 100;

function look(): { columns: number; color: boolean } {
  const { stdout, env } = process;
  const columns = stdout.isTTY ? Math.min(Math.max(stdout.columns, 40), widestText) : 80;
  return { columns, color: stdout.isTTY && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb' };
}
