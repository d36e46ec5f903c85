// The sources of a COPY or ADD in their order, wherever they lie.
import { BugError } from '../../messages/errors.js';
import type { CopyAction } from '../../plan/action.js';
import type { RemoteSource } from '../../plan/remote-source.js';
import { baseName } from '../../plan/sources/source-path.js';
import type { SourceMatch } from '../file-entry.js';
import type { BuildContext } from '../ports.js';
import type { CopyTarget } from '../execute/copy.js';
import { filesOf } from './container-files.js';
import { inlineFile } from './inline-file.js';
import type { ReadableSource } from './lay-out.js';
import { selectFromContainer } from './select-from-container.js';

/** All of them are found, and all that is remote is fetched, before the first is given. */
export async function selectCopied(
  action: CopyAction,
  target: CopyTarget,
  now: number,
): Promise<{ sources: readonly ReadableSource[]; close: () => Promise<void> }> {
  const sources: ReadableSource[] = [];
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closers) await each();
  };
  try {
    for (const source of action.sources) {
      const remote = action.remotes?.find((each) => each.source === source);
      if (remote === undefined) sources.push(...(await selectLocal(source, action, target)));
      else sources.push(await openRemote(remote, action, target, closers));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { sources: [...sources, ...action.files.map((file) => inlineFile(file, now))], close };
}

async function openRemote(
  remote: RemoteSource,
  { parents, excludes, destination }: CopyAction,
  { remotes, signal }: CopyTarget,
  closers: (() => Promise<void>)[],
): Promise<ReadableSource> {
  if (remotes === undefined) throw new BugError('ADD of a URL without the port for it');
  const files = await remotes.open(remote, { parents, excludes }, signal);
  closers.push(() => files.close());
  const { type } = files;
  const entries: ReadableSource['entries'] = () => files.entries();
  const isFiltered = parents === true || (excludes ?? []).length > 0;
  return remote.type === 'git'
    ? { name: '', type, entries, isFiltered, givesMode: !destination.endsWith('/') }
    : { name: remote.name, type, entries, unpacks: remote.unpack };
}

async function selectLocal(
  source: string,
  { from, parents, excludes, unpack }: CopyAction,
  target: CopyTarget,
): Promise<readonly ReadableSource[]> {
  const flags = { parents, excludes };
  const toSource = (match: SourceMatch): ReadableSource => ({
    name: baseName(match.path),
    type: match.type,
    unpacks: unpack,
    isFiltered: parents === true || (excludes ?? []).length > 0,
    entries: () => match.entries(),
  });
  if (from.type === 'context')
    return (await contextOf(from, target).select([source], target.signal, flags)).map(toSource);
  const { container, name } = await target.openOrigin(from);
  const files = filesOf(target.containers, container, target.signal);
  return (await selectFromContainer(files, [source], name, flags)).map(toSource);
}

function contextOf(
  { name }: { readonly name?: string },
  { context, namedContexts }: CopyTarget,
): BuildContext {
  const found = name === undefined ? context : namedContexts?.get(name);
  if (found === undefined) throw new BugError(`the build context ${name ?? ''} was not opened`);
  return found;
}
