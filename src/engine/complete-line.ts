// What completes a line of the prompt: paths and programs in the state at this point, variables in scope.
import { runAt } from '../plan/run-at.js';
import { environmentOf } from '../plan/state/scope.js';
import type { LineCompletion } from '../session/line-completion.js';
import { escapeWord, wordBefore, type WordBefore } from '../shell/word-before.js';
import { executionOf } from './execute/run.js';
import { openShellRoom } from './open-shell.js';
import { lentCommand } from './own-container/mount-script.js';
import type { Execution } from './ports.js';
import { startLive } from './start-live.js';
import type { Workbench } from './workbench.js';

const mostCandidates = 200;
const mostCharacters = 64_000;

/** The session stands still, before no FROM. */
export async function completeLine(
  workbench: Workbench,
  line: { readonly text: string; readonly cursor: number },
  signal: AbortSignal,
): Promise<LineCompletion> {
  const word = wordBefore(line.text, line.cursor);
  const { plan, position, failure } = workbench.state();
  const given = workbench.settings.travel?.given ?? {};
  const action = runAt(plan, position, { form: 'exec', arguments: [] }, given);
  if (word.kind === 'variable') return offer(word, nameVariables(word.text, environmentOf(action.scope)));
  const live = await openShellRoom(workbench, { step: position, failed: failure !== undefined }, signal);
  await startLive(workbench, live, signal);
  const shell = live.hasLentShell === true ? lentCommand : ['/bin/sh'];
  const script = word.kind === 'command' ? listPrograms : listPaths;
  const names = await listNames(
    workbench,
    live.id,
    { ...executionOf(action, live.own), command: [...shell, '-c', script, 'sh', word.text] },
    signal,
  );
  return offer(word, word.isQuoted ? names : names.map(escapeWord));
}

const offer = ({ start }: WordBefore, candidates: readonly string[]): LineCompletion => ({
  start,
  candidates: [...new Set(candidates)].sort().slice(0, mostCandidates),
});

function nameVariables(typed: string, environment: readonly string[]): readonly string[] {
  const names = environment.map((entry) => entry.split('=', 1)[0] ?? '');
  const candidates = names.map((name) => (typed.startsWith('${') ? `\${${name}}` : `$${name}`));
  return candidates.filter((each) => each.startsWith(typed));
}

/** Nothing but what every shell has built in. */
const listPaths = `n=0
for f in "$1"*; do
  [ -e "$f" ] || [ -L "$f" ] || continue
  [ ! -d "$f" ] || f=$f/
  printf '%s\\0' "$f"
  n=$((n+1)); [ $n -lt ${String(mostCandidates)} ] || break
done`;

const listPrograms = `IFS=:
n=0
for d in $PATH; do for f in "$d/$1"*; do
  [ -f "$f" ] && [ -x "$f" ] || continue
  printf '%s\\0' "\${f##*/}"
  n=$((n+1)); [ $n -lt ${String(mostCandidates)} ] || exit 0
done; done`;

async function listNames(
  { ports }: Workbench,
  container: string,
  execution: Execution,
  signal: AbortSignal,
): Promise<readonly string[]> {
  let [said, length] = [Buffer.alloc(0), 0];
  const sink = (stream: 'stdout' | 'stderr', chunk: Uint8Array): void => {
    if (stream !== 'stdout' || (length += chunk.length) > mostCharacters) return;
    said = Buffer.concat([said, chunk]);
  };
  await ports.containers.execute(container, execution, sink, signal);
  return said.toString('utf8').split('\0').slice(0, -1);
}
