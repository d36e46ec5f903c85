// RUN in the live container: the same command, environment, folder and user as BuildKit gives it.
import { EngineError } from '../../messages/errors.js';
import type { RunAction } from '../../plan/action.js';
import { environmentOf } from '../../plan/state/scope.js';
import { quoteForShell } from '../../shell/quote-for-shell.js';
import type { Execution, OutputSink } from '../ports.js';
import { lentCommand, lentShell } from '../own-container/mount-script.js';
import { mayLinkFiles } from './may-link-files.js';
import { refuseEnded } from '../revive.js';
import { startLive } from '../start-live.js';
import type { LiveContainer, OwnPurpose, Workbench } from '../workbench.js';

export async function executeRun(
  workbench: Workbench,
  live: LiveContainer,
  action: RunAction,
  sink: OutputSink,
  signal: AbortSignal,
  input?: NodeJS.ReadableStream,
): Promise<number> {
  const { containers } = workbench.ports;
  await startLive(workbench, live, signal);
  await refuseUser(workbench, live, action);
  await makeFolder(workbench, live, action.workingDirectory);
  if (action.file !== undefined) await placeFile(workbench, live, action.file, signal);
  if (mayLinkFiles(action)) live.mayHoldLinks = true;
  const execution = { ...executionOf(action, live.own), ...(input === undefined ? {} : { input }) };
  const exitCode = await executeToItsEnd(
    workbench,
    live,
    async () => {
      const code = await containers.execute(live.id, execution, sink, signal);
      if (code === killedExitCode) await refuseEnded(workbench, live.id);
      await containers.endLeftovers(live.id);
      return code;
    },
    signal,
  );
  if (action.file !== undefined) await removeFile(workbench, live, signal);
  return exitCode;
}

/** Of SIGKILL, by which a command ends with its container. */
const killedExitCode = 137;

async function executeToItsEnd(
  workbench: Workbench,
  live: LiveContainer,
  execute: () => Promise<number>,
  signal: AbortSignal,
): Promise<number> {
  try {
    return await execute();
  } catch (error) {
    if (!signal.aborted) await refuseEnded(workbench, live.id, error);
    throw error;
  }
}

/** The folder of WORKDIR may be gone since: it is made again, as root's (runc). */
async function makeFolder({ ports }: Workbench, live: LiveContainer, folder: string): Promise<void> {
  if (folder === '/') return;
  const path = quoteForShell(folder);
  await ports.containers.ask(live.id, `[ -d ${path} ] || mkdir -p ${path} 2>/dev/null`);
}

/** A number alone needs /etc/passwd for its group (BuildKit); the engine takes 0 without it. */
async function refuseUser({ ports }: Workbench, live: LiveContainer, { user }: RunAction): Promise<void> {
  if (!/^\d+$/.test(user)) return;
  if ((await ports.containers.ask(live.id, '[ -f /etc/passwd ] || answer=missing')) !== 'missing') return;
  const message = `RUN: the group of user ${user} cannot be found: there is no /etc/passwd`;
  throw new EngineError('find the user', 'refused', message, {
    hint: `name the group: USER ${user}:${user}`,
  });
}

/** What a shell opened at this step gets as well. */
export const executionOf = (action: RunAction, own?: OwnPurpose): Execution => ({
  command: action.command,
  environment: [...environmentOf(action.scope), ...action.proxies, ...(own?.variables ?? [])],
  workingDirectory: action.workingDirectory,
  user: action.user,
});

const pipes = '/dev/pipes';
const usualPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** By the tools that the toolbox has lent where the stage has none. */
const asRoot = ({ hasLentShell }: LiveContainer, words: readonly string[], input?: string): Execution => ({
  command: [...(hasLentShell === true ? lentCommand : ['/bin/sh']), '-c', ...words],
  environment: [`PATH=${hasLentShell === true ? lentShell : usualPath}`],
  workingDirectory: '/',
  user: '0:0',
  ...(input === undefined ? {} : { input }),
});

/** A heredoc beginning with `#!` is what the shell executes as /dev/pipes/NAME (BuildKit); /dev is no part of the image. */
async function placeFile(
  { ports }: Workbench,
  live: LiveContainer,
  file: { readonly name: string; readonly content: string },
  signal: AbortSignal,
): Promise<void> {
  const script = `mkdir -p ${pipes} && cat > "${pipes}/$1" && chmod 0755 "${pipes}/$1"`;
  const exitCode = await ports.containers.execute(
    live.id,
    asRoot(live, [script, 'sh', file.name], file.content),
    () => undefined,
    signal,
  );
  if (exitCode !== 0)
    throw new Error(`the heredoc could not be written to ${pipes}/${file.name} in the container`);
}

async function removeFile({ ports }: Workbench, live: LiveContainer, signal: AbortSignal): Promise<void> {
  await ports.containers.execute(live.id, asRoot(live, [`rm -rf ${pipes}`]), () => undefined, signal);
}
