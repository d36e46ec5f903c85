// Two file systems against each other. Times are not compared: a file made again as it was is no change.
import type { FileFacts } from './file-facts.js';

/** In what a file differs; `type` stands for all. */
export type FileAspect = 'type' | 'content' | 'target' | 'device' | 'mode' | 'owner' | 'attributes';

export type FileChange =
  | { readonly change: 'added'; readonly path: string; readonly after: FileFacts }
  | { readonly change: 'deleted'; readonly path: string; readonly before: FileFacts }
  | {
      readonly change: 'changed';
      readonly path: string;
      readonly aspects: readonly FileAspect[];
      readonly before: FileFacts;
      readonly after: FileFacts;
    };

/** Sorted by path. */
export function compareFiles(
  before: ReadonlyMap<string, FileFacts>,
  after: ReadonlyMap<string, FileFacts>,
): readonly FileChange[] {
  const changes: FileChange[] = [];
  for (const [path, facts] of after) {
    const former = before.get(path);
    if (former === undefined) {
      changes.push({ change: 'added', path, after: facts });
      continue;
    }
    const aspects = differingAspects(former, facts);
    if (aspects.length > 0) changes.push({ change: 'changed', path, aspects, before: former, after: facts });
  }
  for (const [path, facts] of before)
    if (!after.has(path)) changes.push({ change: 'deleted', path, before: facts });
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function differingAspects(before: FileFacts, after: FileFacts): readonly FileAspect[] {
  if (before.type !== after.type) return ['type'];
  const differs: Readonly<Record<Exclude<FileAspect, 'type'>, boolean>> = {
    content: before.size !== after.size || before.digest !== after.digest,
    target: before.target !== after.target,
    device: before.device !== after.device,
    mode: before.mode !== after.mode,
    owner: before.uid !== after.uid || before.gid !== after.gid,
    attributes: before.attributes !== after.attributes,
  };
  return (Object.keys(differs) as (keyof typeof differs)[]).filter((aspect) => differs[aspect]);
}
