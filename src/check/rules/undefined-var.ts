import { nearest } from '../../messages/nearest.js';
import type { Range } from '../../messages/range.js';
import { latestBound, isBound } from '../../plan/state/bindings.js';
import type { DockerfileTree } from '../../syntax/tree.js';
import { expandAt } from '../expand-at.js';
import { expandedWords, type ExpandedWord } from '../expanded-words.js';
import { pageOf, spotAt, type Rule, type Subject } from '../rule.js';
import type { Visit } from '../visit-stages.js';

/**
 * A variable that nothing has set: no ENV, no ARG, not the base image. Where the base image is not known, only what is
 * most likely a slip is told: a name next to one that is set.
 */
export const undefinedVar: Rule = {
  name: 'UndefinedVar',
  address: pageOf('undefined-var'),
  severity: 'warning',
  find: (subject) =>
    subject.visits.flatMap((visit) =>
      findUnset(visit, subject).flatMap(({ name, near, range }) => {
        if (visit.unknownBase !== undefined && near === undefined) return [];
        const base = visit.unknownBase === undefined ? ', and not by the base image' : '';
        const text = `\`$${name}\` is set nowhere: by no ENV and no ARG above${base}`;
        const hint =
          near === undefined
            ? `declare it above: \`ARG ${name}\` or \`ENV ${name}=value\``
            : `did you mean \`$${near}\`?`;
        return [spotAt(visit, range, { text, hint })];
      }),
    ),
};

/** A variable that only the base image can have set, and nothing is known of that. */
export interface Undecided {
  readonly variable: string;
  readonly image: string;
  readonly range: Range;
}

export const findUndecided = (subject: Subject): Undecided[] =>
  subject.visits.flatMap((visit) =>
    visit.unknownBase === undefined || visit.isTrigger
      ? []
      : findUnset(visit, subject).flatMap(({ name, near, range }) =>
          near === undefined ? [{ variable: name, image: visit.unknownBase ?? '', range }] : [],
        ),
  );

interface Unset {
  readonly name: string;
  /** A name that is set, and that may have been meant. */
  readonly near: string | undefined;
  readonly range: Range;
}

/** Each name once in an instruction. */
function findUnset(visit: Visit, { tree, outline }: Subject): Unset[] {
  const { before, instruction } = visit;
  const seen = new Set([...ownNames(visit), ...neverSet]);
  return expandedWords(instruction, outline.options).flatMap((word) =>
    unsetIn(word, visit, tree).flatMap((name) => {
      if (seen.has(name) || isBound(before.declared, name)) return [];
      seen.add(name);
      const near = name.length < 4 ? undefined : nearest(name, namesNear(visit));
      return [{ name, near, range: placeOf(name, word, tree.text) }];
    }),
  );
}

/** A slip is looked for among these alone: in a file made to be slow each of thousands of names is next to all others. */
const mostNames = 500;

const namesNear = ({ before }: Visit): string[] =>
  latestBound(before.variables, mostNames).map(([name]) => name);

/** Read by the builder alone, and never put into the environment. */
const neverSet: readonly string[] = ['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE'];

/** In one ARG, each default sees the names before it; that one should see a name behind it is too odd to tell. */
const ownNames = ({ instruction }: Visit): string[] =>
  instruction.keyword === 'ARG' ? instruction.assignments.slice(0, -1).map(({ name }) => name.text) : [];

function unsetIn(
  { text, isBody }: ExpandedWord,
  visit: Visit,
  { escape }: DockerfileTree,
): readonly string[] {
  const options = isBody === true ? { escape: '\\' as const, keepQuotes: true } : { escape };
  return expandAt(visit, text, options)?.unset ?? [];
}

/** The reference itself, where it stands as it is expanded; else the word. */
function placeOf(name: string, { range }: ExpandedWord, text: string): Range {
  const found = new RegExp(`\\$\\{?${name.replaceAll(/\W/g, '\\$&')}(?!\\w)`).exec(
    text.slice(range.start, range.end),
  );
  if (found === null) return range;
  const start = range.start + found.index;
  return { start, end: start + found[0].length };
}
