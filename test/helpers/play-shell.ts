// A shell for people in a real container, with somebody who types in it.
import { PassThrough } from 'node:stream';
import type { ExecutionContext } from 'ava';
import { equipShell, takeToldCommands, type EquippedShell } from '../../src/engine/shell/equip-shell.js';
import type { ToldCommand } from '../../src/engine/shell/told-commands.js';
import { engine, path, run, startContainer } from './live-engine.js';
import { docker, until } from './refrom.js';

export interface Story {
  readonly image: string;
  readonly user?: string;
  readonly script?: string;
  /** Done in the container before. */
  readonly prepare?: string;
  /** Typed one after the other, each at a prompt; the last one leaves. */
  readonly lines: readonly string[];
}

export interface Played {
  readonly screen: string;
  readonly commands: readonly ToldCommand[];
  readonly container: string;
  /** Its program. */
  readonly shell: string | undefined;
  /** What may be said of the shell before. */
  readonly promises: Pick<EquippedShell, 'recall' | 'tellsCommands'>;
}

export async function play(t: ExecutionContext, story: Story): Promise<Played> {
  const { image, user = '', script, prepare, lines } = story;
  const container = await startContainer(t, image);
  if (prepare !== undefined) t.is((await run(container, prepare)).exitCode, 0, prepare);
  const { containers } = engine;
  const environment = [path, 'WORD=hello'];
  const wish = { stageShell: '/bin/sh', environment, script };
  const shell = await equipShell(containers, { id: container }, wish);
  const [input, output] = [new PassThrough(), new PassThrough()];
  let screen = '';
  output.on('data', (chunk: Buffer) => (screen += chunk.toString()));
  const { command, environment: variables, ...promises } = shell;
  const execution = { command, environment: variables, workingDirectory: '/tmp', user };
  const terminal = {
    input,
    output,
    size: () => ({ columns: 80, rows: 24 }),
    onResize: () => () => undefined,
  };
  const ended = containers.executeOnTerminal(container, execution, terminal);
  // At its start ksh draws the row once more, and goes back to behind the prompt.
  const prompt = /[#$>] (?:\u001b\[[\d;?]*[a-zA-Z]|[ \b])*$/;
  for (const line of lines) {
    await until(() => prompt.test(screen));
    screen += '\n';
    input.write(line);
  }
  await ended;
  const commands = await takeToldCommands(containers, { id: container }, new AbortController().signal);
  return { screen, commands, container, shell: command[0], promises };
}

export const tried = (text: string, exitCode = 0): ToldCommand => ({ text, exitCode });

/** Apart from what the engine itself mounts. */
export async function leavesNothing(t: ExecutionContext, container: string): Promise<void> {
  t.is((await run(container, 'ls -a /dev | grep refrom')).stdout, '');
  t.notRegex(await docker('diff', container), /history|refrom|rc$/);
}
