// Which entries of a copied folder --exclude and --parents let through. Pure: fed one entry after the other.
import { decide, type IgnoreDecision, rootDecision } from './ignore-decision.js';
import type { IgnoreRules } from './ignore-rules.js';
import { readPatternList } from './pattern-list.js';

export interface Selection {
  /** Patterns of --parents; without them everything is included. */
  readonly includes?: readonly string[] | undefined;
  readonly excludes?: readonly string[] | undefined;
}

export interface Passed<Item> {
  readonly item: Item;
  /** A folder that is there only for what lies below it. */
  readonly isOnTheWay: boolean;
}

/**
 * Takes the paths below a folder in the order of a walk, parents first. Gives what is to be copied now: nothing, or
 * the entry with those folders before it that nobody asked for.
 */
export type PathFilter<Item> = (path: string, isFolder: boolean, item: Item) => readonly Passed<Item>[];

/** Undefined where nothing is left out. */
export function createPathFilter<Item>(selection: Selection): PathFilter<Item> | undefined {
  const { includes, excludes = [] } = selection;
  if (includes === undefined && excludes.length === 0) return undefined;
  const rules: Rules = {
    included: includes && readPatternList('--parents', includes),
    excluded: readPatternList('--exclude', excludes),
  };
  const folders: Folder<Item>[] = [];
  return (path, isFolder, item) => {
    while (!isBelow(path, folders.at(-1))) folders.pop();
    const decision = decideOn(rules, path, folders.at(-1)?.decision);
    if (isFolder) folders.push({ path, item, decision, isPassed: decision.passes });
    if (!decision.passes) return [];
    const onTheWay = folders.filter((folder) => !folder.isPassed);
    for (const folder of onTheWay) folder.isPassed = true;
    return [
      ...onTheWay.map((folder) => ({ item: folder.item, isOnTheWay: true })),
      { item, isOnTheWay: false },
    ];
  };
}

interface Rules {
  readonly included: IgnoreRules | undefined;
  readonly excluded: IgnoreRules;
}

interface Folder<Item> {
  readonly path: string;
  readonly item: Item;
  readonly decision: Decision;
  isPassed: boolean;
}

interface Decision {
  readonly included: IgnoreDecision;
  readonly excluded: IgnoreDecision;
  readonly passes: boolean;
}

const isBelow = <Item>(path: string, folder: Folder<Item> | undefined): boolean =>
  folder === undefined || path.startsWith(`${folder.path}/`);

/** A pattern that matches "ignores", whichever flag it is of. */
function decideOn(rules: Rules, path: string, parent: Decision | undefined): Decision {
  const included = rules.included
    ? decide(rules.included, path, parent?.included ?? rootDecision)
    : { ...rootDecision, ignored: true };
  const excluded = decide(rules.excluded, path, parent?.excluded ?? rootDecision);
  return { included, excluded, passes: included.ignored && !excluded.ignored };
}
