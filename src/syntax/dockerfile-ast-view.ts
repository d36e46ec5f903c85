// What dockerfile-ast says of one instruction: the second opinion our tests compare with. Nothing on the way of a
// build imports this file, since dockerfile-ast reads its text again at every call.
import {
  DockerfileParser,
  From,
  ModifiableInstruction,
  type Instruction as AstInstruction,
} from 'dockerfile-ast';
import type { Range } from '../messages/range.js';
import type { DockerfileTree, Instruction } from './tree.js';

export interface DockerfileAstView {
  /** Upper-case. */
  readonly keyword: string;
  /** From the keyword to the end of the arguments. */
  readonly range: Range;
  readonly flags: readonly { readonly name: string; readonly range: Range }[];
  /** Of FROM, as far as it has them. */
  readonly image?: Range;
  readonly imageName?: Range;
  readonly tag?: Range;
  readonly digest?: Range;
  readonly stageName?: Range;
}

/**
 * Hands `instruction` to dockerfile-ast alone: an escape directive before it where it needs one, the comments
 * inside it blanked and its heredoc bodies left out, so that offsets stay. All ranges are in the file. Undefined
 * if dockerfile-ast sees none or several instructions.
 */
export function viewInstruction(
  tree: DockerfileTree,
  instruction: Instruction,
): DockerfileAstView | undefined {
  const directive = tree.escape === '\\' ? '' : `# escape=${tree.escape}\n`;
  const text = directive + isolateText(tree, instruction);
  const [found, ...others] = DockerfileParser.parse(text).getInstructions();
  if (found === undefined || others.length > 0) return undefined;
  const place = createPlacer(text, instruction.range.start - directive.length);
  const flags = found instanceof ModifiableInstruction ? found.getFlags() : [];
  return {
    keyword: found.getKeyword(),
    range: place(found.getRange()),
    flags: flags.map((flag) => ({ name: flag.getName(), range: place(flag.getRange()) })),
    ...(found instanceof From ? viewFrom(found, place) : {}),
  };
}

function isolateText({ text }: DockerfileTree, { leaves }: Instruction): string {
  return leaves
    .map(({ type, range }) => {
      const piece = text.slice(range.start, range.end);
      if (type === 'comment') return piece.replaceAll(/[^\r\n]/g, ' ');
      return type === 'code' || type === 'blank' ? piece : '';
    })
    .join('');
}

type AstRange = ReturnType<AstInstruction['getRange']>;
type Place = (range: AstRange) => Range;

/** From lines and columns of `text` to offsets in the file. Makes new objects: dockerfile-ast shares its own. */
function createPlacer(text: string, shift: number): Place {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((found) => found.index + 1)];
  const offset = ({ line, character }: AstRange['start']): number => (starts[line] ?? 0) + character + shift;
  return ({ start, end }) => ({ start: offset(start), end: offset(end) });
}

function viewFrom(from: From, place: Place): Partial<DockerfileAstView> {
  const ranges = {
    image: from.getImageRange(),
    imageName: from.getImageNameRange(),
    tag: from.getImageTagRange(),
    digest: from.getImageDigestRange(),
    stageName: from.getBuildStageRange(),
  };
  const present = Object.entries(ranges).flatMap(([name, range]) =>
    range ? [[name, place(range)] as const] : [],
  );
  return Object.fromEntries(present);
}
