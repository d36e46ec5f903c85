// --build-context NAME=PLACE, as docker build takes it.
import { openContext, type LocalContext } from '../context/open-context.js';
import { UsageError } from '../messages/errors.js';
import { contextKey, type NamedContext } from '../plan/named-contexts.js';

interface GivenContext {
  readonly context: NamedContext;
  /** The folder, where it is one. */
  readonly path?: string;
}

function readContext(flag: string): readonly [string, GivenContext] {
  const equals = flag.indexOf('=');
  const [name, place] = [flag.slice(0, equals), flag.slice(equals + 1)];
  if (equals < 1 || place === '') throw new UsageError(`--build-context ${flag}: expected NAME=PLACE`);
  const [, scheme, rest = ''] = /^([a-z][a-z+-]*):\/\/(.*)$/.exec(place) ?? [];
  if (scheme === 'docker-image') return [contextKey(name), { context: { type: 'image', reference: rest } }];
  if (scheme !== undefined) {
    const hint = 'give a folder or docker-image://NAME, or build with docker build';
    throw new UsageError(`--build-context ${name}: ${scheme}:// is not read by refrom yet`, hint);
  }
  return [contextKey(name), { context: { type: 'folder' }, path: place }];
}

export const readContexts = (flags: readonly string[]): Readonly<Record<string, NamedContext>> =>
  Object.fromEntries(flags.map(readContext).map(([name, { context }]) => [name, context]));

/** The folders among them. Rejects with a UsageError for one that is missing. */
export async function openContexts(flags: readonly string[]): Promise<ReadonlyMap<string, LocalContext>> {
  const opened = new Map<string, LocalContext>();
  for (const [name, { path }] of flags.map(readContext))
    if (path !== undefined) opened.set(name, await openContext(path, { name }));
  return opened;
}
