import type { CopyAction } from '../../plan/action.js';
import { isBound } from '../../plan/state/bindings.js';
import { instructionOf } from '../../plan/trace-expansions.js';
import { hasWildcards } from '../../plan/sources/source-path.js';
import type { ByHand } from '../explanation.js';
import {
  commitLine,
  createLine,
  hasNoCommand,
  keptCommand,
  removeLine,
  type HandContext,
} from './by-hand-context.js';
import { commandLine, writeFile, type Part } from './command-line.js';
import { copyFromContainer, needsOwnersTold } from './copy-from-container.js';
import { inside, placeOf, type CopyPlace } from './copy-place.js';
import { copyFromContext } from './copy-from-context.js';

const withoutEqual: readonly string[] = ['chown', 'chmod', 'parents', 'exclude', 'checksum', 'keep-git-dir'];

/** docker cp into a container that is never started: docker create makes the folder of the destination. */
export function copyByHand(context: HandContext, action: CopyAction): ByHand {
  const reason = whyNot(context, action);
  if (reason !== undefined) return { commands: [], limits: [reason] };
  const place = placeOf(action);
  const work = workFolder(context, place);
  const { lines, cleanUp } = copyLines(context, action, place);
  return {
    commands: [
      ...work.lines,
      createLine(context, work.flags),
      ...lines,
      commitLine(context, work.changes),
      ...cleanUp,
    ],
    limits: limitsOf(context, action, place),
  };
}

function whyNot({ outline, step }: HandContext, { from, sources }: CopyAction): string | undefined {
  if (from.type === 'context' && from.name !== undefined)
    return `the files are in the context ${from.name}, and not here`;
  const flag = instructionOf(outline, step)?.flags.find(({ name }) => withoutEqual.includes(name));
  if (flag !== undefined) return `docker cp has no --${flag.name}`;
  if (sources.some(hasWildcards)) return 'docker cp takes no wildcards';
  return sources.some((source) => /^(?:https?:\/\/|git@|git:\/\/|ssh:\/\/)/i.test(source))
    ? 'docker cp downloads nothing'
    : undefined;
}

function copyLines(
  context: HandContext,
  action: CopyAction,
  place: CopyPlace,
): { lines: string[]; cleanUp: string[] } {
  const files = action.files.flatMap(({ name, content }) => [
    writeFile('by-hand.file', content, context.hidden),
    commandLine(['docker', 'cp', 'by-hand.file', inside(place, name)], context.hidden),
  ]);
  const tidy = action.files.length > 0 ? ['rm by-hand.file'] : [];
  if (action.from.type === 'context') {
    return {
      lines: [...copyFromContext(context, action, place), ...files],
      cleanUp: [[removeLine(), ...tidy].join('; ')],
    };
  }
  const { lines, isLocal } = copyFromContainer(context, action, place);
  const local = isLocal ? ['rm -r by-hand.files'] : [];
  return { lines, cleanUp: [[removeLine('by-hand-from'), ...local, ...tidy].join('; ')] };
}

interface WorkFolder {
  readonly lines: readonly string[];
  readonly flags: readonly Part[];
  readonly changes: readonly Part[];
}

/** The folder a container starts in is made with it; docker commit is told which one the image had. */
function workFolder({ before, from, isKnown }: HandContext, { folder }: CopyPlace): WorkFolder {
  const current = before.settings.WorkingDir ?? '';
  if (folder === '/' || folder === current) return { lines: [], flags: [], changes: [] };
  const flags = ['-w', folder];
  if (current !== '' || isKnown)
    return { lines: [], flags, changes: [`WORKDIR ${current === '' ? '/' : current}`] };
  return {
    lines: [`dir=$(docker inspect -f '{{or .Config.WorkingDir "/"}}' ${from})`],
    flags,
    changes: [{ raw: '"WORKDIR $dir"' }],
  };
}

function limitsOf(context: HandContext, action: CopyAction, place: CopyPlace): string[] {
  const { target, isFolder } = place;
  const volumes = foldersAbove(target).filter((path) => isBound(context.before.volumes, path));
  const unpacks = action.unpack && !isFolder && action.sources.length > 0;
  return [
    ...(unpacks ? [`a tar archive is unpacked by ADD: docker cp - by-hand:${target} < archive`] : []),
    ...(needsOwnersTold(action, place)
      ? ['COPY keeps the owners in the stage; on this way they become yours']
      : []),
    ...(volumes.length > 0 ? [`it is lost: docker create has a volume at ${volumes.join(', ')}`] : []),
    ...(hasNoCommand(context) ? [keptCommand] : []),
  ];
}

/** The path itself is the last of them. */
const foldersAbove = (path: string): readonly string[] =>
  path.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'));
