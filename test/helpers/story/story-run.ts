// Where one story is played: its project, names of its own for what it makes, and the server that it may have.
import { chmod, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import process from 'node:process';
import type { ExecutionContext } from 'ava';
import { removeRepository } from '../engine-images.js';
import { makeProject, refromProgram, tryDocker, writeIn } from '../refrom.js';
import { startFlakyServer, type FlakyServer } from './flaky-server.js';
import type { ShownNames } from './normalize-screen.js';
import type { StoryFixture } from './read-stories.js';
import { fillIn, shownNames, type RunNames } from './shown-text.js';
import { storyBases } from './story-bases.js';

export interface StoryRun {
  /** The project's. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly server: FlakyServer;
  readonly names: RunNames;
  readonly shownFor: ShownNames;
}

/** All of it goes when the test ends. */
export async function openStoryRun(t: ExecutionContext, fixture: StoryFixture): Promise<StoryRun> {
  const server = await startFlakyServer();
  t.teardown(() => {
    server.close();
  });
  const tools = await makeProject(t, {});
  const suffix = basename(tools).slice(-6).toLowerCase();
  const image = `refrom-app-${suffix}`;
  t.teardown(() => removeRepository(image));
  const bases = await makeBases(t, fixture, suffix);
  const names = { image, server: server.address };
  const folder = await makeProject(t, {});
  for (const [path, text] of fixture.files) await writeIn(folder, path, fillIn(useBases(text, bases), names));
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
      ...[...bases].map(([shown, actual]) => [actual, shown] as const),
      [image, shownNames.image],
      [server.address, shownNames.server],
    ],
  };
}

/** Of the names in `storyBases`, with those of this run. */
type BaseNames = ReadonlyMap<string, string>;

async function makeBases(t: ExecutionContext, { files }: StoryFixture, suffix: string): Promise<BaseNames> {
  const used = Object.entries(storyBases).filter(([name]) =>
    [...files.values()].some((text) => fromLine(name).test(text)),
  );
  const bases = new Map(used.map(([name]) => [name, `refrom-${name.slice(0, 4)}-${suffix}`]));
  t.teardown(async () => {
    await tryDocker('rmi', ...bases.values());
  });
  for (const [name, make] of used) await make(bases.get(name) ?? name);
  return bases;
}

const fromLine = (name: string): RegExp => new RegExp(`^(FROM(?: --\\S+)* )${name}\\b`, 'gm');

const useBases = (text: string, bases: BaseNames): string =>
  [...bases].reduce((changed, [name, own]) => changed.replaceAll(fromLine(name), `$1${own}`), text);

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
