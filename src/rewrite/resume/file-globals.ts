// The ARGs before the first FROM, as the file alone gives them: in a build without any `--build-arg`.
import { expandWord } from '../../plan/expand/expand-word.js';
import { globalArguments } from '../../plan/global-arguments.js';
import { collectGlobals } from '../../plan/globals.js';
import type { Plan } from '../../plan/plan.js';
import type { DockerfileTree, Word } from '../../syntax/tree.js';

export interface FileGlobals {
  /** With the platform arguments. */
  readonly values: Readonly<Record<string, string>>;
  /** The names that a global word is made from: those in it, and those in their defaults. */
  readonly originsOf: (names: readonly string[]) => readonly string[];
  /** A word of FROM with the names in it; no value where it cannot be expanded. */
  readonly expand: (word: Word) => { readonly value?: string; readonly names: readonly string[] };
}

export function fileGlobals(tree: DockerfileTree, { platform }: Plan): FileGlobals {
  const options = { buildArguments: {}, labels: {}, platform, buildPlatform: platform };
  const { values, declared } = collectGlobals(tree, options, []);
  const expand: FileGlobals['expand'] = ({ text }) => {
    const expansion = expandWord(text, { lookup: (name) => values[name], escape: tree.escape });
    if ('value' in expansion)
      return { value: expansion.value, names: [...expansion.used, ...expansion.unset] };
    return { names: declared.filter((name) => text.includes(name)) };
  };
  const assignments = globalArguments(tree).flatMap((instruction) => instruction.assignments);
  const originsOf: FileGlobals['originsOf'] = (names) => {
    const origins = new Set(names.filter((name) => declared.includes(name)));
    for (const { name, value } of assignments.toReversed()) {
      if (value === undefined || !origins.has(name.text)) continue;
      for (const used of expand(value).names) if (declared.includes(used)) origins.add(used);
    }
    return [...origins];
  };
  return { values, originsOf, expand };
}

/** Names whose values a plan does not tell: the file alone gives them, in this build as in any other. */
export const isUnknownPlatformName = (name: string): boolean =>
  /^(?:BUILD(?:PLATFORM|OS|ARCH|VARIANT)|TARGETSTAGE)$/.test(name);
