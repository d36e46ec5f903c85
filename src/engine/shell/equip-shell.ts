// A shell for people in a container: found, given its files, and asked afterwards what was entered.
import { quoteForShell } from '../../shell/quote-for-shell.js';
import { lentShell } from '../own-container/mount-script.js';
import type { Containers, Execution } from '../ports.js';
import type { LiveContainer } from '../workbench.js';
import { findShellScript, shellAt, type FoundShell } from './find-shell.js';
import { recallOf, startOf, tellsCommands, type HistoryKind, type Recall } from './start-files.js';
import { ownFiles, toldFile, type ShellStart } from './starts/own-files.js';
import { kshHasLines, kshIsKnown } from './starts/start-ksh.js';
import { mostToldBytes, readToldCommands, type ToldCommand } from './told-commands.js';

export interface ShellWish {
  /** The first word of the stage's SHELL. */
  readonly stageShell: string;
  /** The RUN's. */
  readonly environment: readonly string[];
  readonly script: string | undefined;
}

export interface EquippedShell {
  /** Undefined where nothing brings the command of the step. */
  readonly recall: Recall | undefined;
  /** What is entered is told afterwards. */
  readonly tellsCommands: boolean;
  readonly command: readonly string[];
  readonly environment: readonly string[];
}

type ShellRoom = Pick<LiveContainer, 'id' | 'hasLentShell'>;

const busybox = `${lentShell}/busybox`;

export async function equipShell(
  containers: Containers,
  live: ShellRoom,
  wish: ShellWish,
): Promise<EquippedShell> {
  const { stageShell, environment } = wish;
  const isLent = live.hasLentShell === true;
  const found = isLent
    ? ({ path: busybox, kind: 'ash' } as const)
    : shellAt(
        (await containers.ask(live.id, findShellScript(stageShell, pathOf(environment)))) || stageShell,
      );
  const history = readHistoryKind(await containers.ask(live.id, askForHistory(found, isLent)));
  const recall = recallOf(found, wish.script, history);
  const start = startOf(found, { script: wish.script, recall, environment });
  await containers.ask(live.id, writeScript(start.files, isLent));
  return {
    recall,
    tellsCommands: tellsCommands(found, history),
    command: [found.path, ...(isLent ? ['sh'] : []), ...start.arguments],
    environment: [...environment, ...start.variables],
  };
}

const pathOf = (environment: readonly string[]): string =>
  environment.find((entry) => entry.startsWith('PATH='))?.slice('PATH='.length) ?? '';

const readHistoryKind = (answer: string): HistoryKind =>
  answer === 'whole' || answer === 'lines' || answer === 'own' ? answer : 'none';

/** What is called sh may be a dash, which has no history, and a busybox may have been made without a file for it. */
function askForHistory({ path, kind }: FoundShell, isLent: boolean): string {
  const own = quoteForShell(path);
  switch (kind) {
    case 'ksh':
      return `${own} -c ${quoteForShell(kshIsKnown)} >/dev/null 2>&1 && answer=whole
[ -z "$answer" ] || ! ${own} -c ${quoteForShell(kshHasLines)} || answer=lines`;
    case 'ash':
      return `${own} ${isLent ? 'sh ' : ''}-c 'command -v history' >/dev/null 2>&1 && answer=own
[ -z "$answer" ] || ! ${isLent ? `${own} ` : ''}grep -q HISTFILE ${own} 2>/dev/null || answer=lines`;
    case 'other':
      return 'answer=none';
    default:
      return 'answer=whole';
  }
}

/** The shell's user may be anybody. Without mkdir a shell that needs a folder begins without what it should read. */
function writeScript(files: ShellStart['files'], isLent: boolean): string {
  const tool = isLent ? `${busybox} ` : '';
  const writes = files.map(({ path, content }) => {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const made = folder === '/dev' ? '' : `${tool}mkdir -p ${folder}; `;
    return `${made}printf %s ${quoteForShell(content)} >${path}`;
  });
  return `( umask 0; rm -rf ${ownFiles.join(' ')}; ${writes.join('\n')} ) 2>/dev/null`;
}

/** The files of the shell are gone afterwards. Nothing where it told nothing. */
export async function takeToldCommands(
  containers: Containers,
  live: ShellRoom,
  signal: AbortSignal,
): Promise<readonly ToldCommand[]> {
  const isLent = live.hasLentShell === true;
  const tool = isLent ? `${busybox} ` : '';
  const read = `${tool}head -c ${String(mostToldBytes)} ${toldFile}; ${tool}rm -rf ${ownFiles.join(' ')}`;
  const execution: Execution = {
    command: isLent ? [busybox, 'sh', '-c', read] : ['/bin/sh', '-c', read],
    environment: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    workingDirectory: '/',
    user: '0:0',
  };
  const chunks: Uint8Array[] = [];
  await containers.execute(
    live.id,
    execution,
    (stream, chunk) => {
      if (stream === 'stdout') chunks.push(chunk);
    },
    signal,
  );
  return readToldCommands(Buffer.concat(chunks).toString('utf8'));
}
