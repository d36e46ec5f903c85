import { posix } from 'node:path';
import type { CopyAction } from '../../plan/action.js';
import { imageAfter, type HandContext } from './by-hand-context.js';
import { commandLine, quoteHiding } from './command-line.js';
import { inside, type CopyPlace } from './copy-place.js';

const sourceOf = (source: string): string => posix.normalize(`/${source}`).replace(/(?<=.)\/$/, '');

const isCertainlyFolder = (source: string): boolean => /(?:^|\/)\.?$/.test(source);

/** The same name on both sides: one archive, whether it holds a file or a folder. */
const keepsName = (source: string, { target, isFolder }: CopyPlace): boolean =>
  !isFolder && posix.basename(sourceOf(source)) === posix.basename(target);

const isStreamed = (source: string, place: CopyPlace): boolean =>
  isCertainlyFolder(source) || keepsName(source, place);

export const needsOwnersTold = ({ from, sources }: CopyAction, place: CopyPlace): boolean =>
  from.type !== 'context' && sources.some((source) => !isStreamed(source, place));

/** docker cp goes from a container to another by a pipe, which keeps owners, or by a folder here. */
export function copyFromContainer(
  context: HandContext,
  action: CopyAction,
  place: CopyPlace,
): { lines: string[]; isLocal: boolean } {
  const { hidden } = context;
  const isLocal = action.sources.some((source) => !isStreamed(source, place));
  const lines = action.sources.flatMap((source) => {
    if (isCertainlyFolder(source)) return [pipe(context, `${sourceOf(source)}/.`, place.target)];
    if (keepsName(source, place)) return [pipe(context, sourceOf(source), place.folder)];
    return byFolder(context, sourceOf(source), place);
  });
  const origin = commandLine(
    ['docker', 'create', '--name', 'by-hand-from', originImage(context, action), 'x'],
    hidden,
  );
  return { lines: [origin, ...(isLocal ? ['mkdir by-hand.files'] : []), ...lines], isLocal };
}

function pipe({ hidden }: HandContext, source: string, folder: string): string {
  const from = commandLine(['docker', 'cp', `by-hand-from:${source.replace('//', '/')}`, '-'], hidden);
  return `${from} |\n  ${commandLine(['docker', 'cp', '-', `by-hand:${folder}`], hidden)}`;
}

function byFolder({ hidden }: HandContext, source: string, place: CopyPlace): string[] {
  const local = quoteHiding(`by-hand.files/${posix.basename(source)}`, hidden);
  const destination = inside(place);
  return [
    commandLine(['docker', 'cp', `by-hand-from:${source}`, 'by-hand.files/'], hidden),
    commandLine(['docker', 'cp', { raw: `${local}$(test -d ${local} && echo /.)` }, destination], hidden),
  ];
}

function originImage({ plan }: HandContext, { from }: CopyAction): string {
  if (from.type === 'image') return from.reference;
  const stage = from.type === 'stage' ? plan.stages.find(({ index }) => index === from.index) : undefined;
  return imageAfter((stage?.endStep ?? 0) - 1);
}
