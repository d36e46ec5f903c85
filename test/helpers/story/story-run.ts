// Where one story is played: its project, names of its own for what it makes, and the server that it may have.
import { chmod, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import process from 'node:process';
import type { ExecutionContext } from 'ava';
import { docker, makeProject, refromProgram, tryDocker, writeIn } from '../refrom.js';
import { startFlakyServer, type FlakyServer } from './flaky-server.js';
import type { ShownNames } from './normalize-screen.js';
import type { StoryFixture } from './read-stories.js';
import { fillIn, shownNames, type RunNames } from './shown-text.js';

export interface StoryRun {
  /** The project's. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly server: FlakyServer;
  readonly names: RunNames;
  readonly shownFor: ShownNames;
}

/** All of it goes when the test ends. */
export async function openStoryRun(t: ExecutionContext, { files }: StoryFixture): Promise<StoryRun> {
  const server = await startFlakyServer();
  t.teardown(() => {
    server.close();
  });
  const tools = await makeProject(t, {});
  const suffix = basename(tools).slice(-6).toLowerCase();
  const [base, image] = [`refrom-base-${suffix}`, `refrom-app-${suffix}`];
  t.teardown(async () => {
    await tryDocker('rmi', base, image);
  });
  await makeBase(base);
  const names = { image, server: server.address };
  const folder = await makeProject(t, {});
  for (const [path, text] of files) await writeIn(folder, path, fillIn(useBase(text, base), names));
  const name = basename(folder);
  return {
    folder,
    environment: await provideProgram(tools),
    server,
    names,
    shownFor: [
      [folder, '/home/you/app'],
      [name, shownNames.image],
      [name.toLowerCase(), shownNames.image],
      [base, 'busybox'],
      [image, shownNames.image],
      [server.address, shownNames.server],
    ],
  };
}

/** An image of the story's own: a step of one story is never found done by another one, or left by an earlier run. */
async function makeBase(name: string): Promise<void> {
  const container = await docker('create', 'fixture/busybox');
  try {
    await docker('commit', container, name);
  } finally {
    await tryDocker('rm', container);
  }
}

const useBase = (text: string, base: string): string =>
  text.replaceAll(/^(FROM(?: --\S+)* )busybox\b/gm, `$1${base}`);

/** `refrom` as it is when it is installed, with a memory of its own and no settings. */
async function provideProgram(tools: string): Promise<Record<string, string>> {
  const programs = join(tools, 'bin');
  await mkdir(programs);
  await writeIn(programs, 'refrom', `#!/bin/sh\nexec '${process.execPath}' '${refromProgram}' "$@"\n`);
  await chmod(join(programs, 'refrom'), 0o755);
  return {
    PATH: `${programs}:${process.env.PATH ?? ''}`,
    XDG_CACHE_HOME: join(tools, 'cache'),
    XDG_CONFIG_HOME: join(tools, 'config'),
  };
}
