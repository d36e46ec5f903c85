// The whole corpus: every file prints to the byte, its ranges fit, and dockerfile-ast agrees or is known not to.
import type { ExecutionContext } from 'ava';
import type { Range } from '../../src/messages/range.js';
import { viewInstruction, type DockerfileAstView } from '../../src/syntax/dockerfile-ast-view.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { print } from '../../src/syntax/print.js';
import type { DockerfileTree, FromInstruction, Instruction } from '../../src/syntax/tree.js';
import { readReferenceTemplate, type ReferencePart } from '../../src/syntax/values/image-reference.js';
import { checkRanges } from '../helpers/check-ranges.js';
import { readCorpus, testWithCorpus } from '../helpers/corpus.js';

testWithCorpus('every file of the corpus prints to the byte, and its ranges tile', (t) => {
  const files = readCorpus();
  t.true(files.length > 350);
  for (const { path, text } of files) {
    const { tree, messages } = parseDockerfile(text);
    t.true(print(tree) === text, path);
    t.deepEqual(checkRanges(tree, messages), [], path);
  }
});

testWithCorpus(
  'dockerfile-ast sees the same keyword, flags, image and stage in every instruction of the corpus',
  (t) => {
    let compared = 0;
    for (const { path, text } of readCorpus()) {
      const { tree } = parseDockerfile(text);
      for (const instruction of tree.instructions) {
        if (instruction.keyword !== '') compared += compare(t, tree, instruction, path);
      }
    }
    t.true(compared > 6000, `${compared} instructions compared`);
  },
);

function compare(t: ExecutionContext, tree: DockerfileTree, instruction: Instruction, path: string): number {
  const view = viewInstruction(tree, instruction);
  const place = `${path}:${instruction.line}`;
  if (view === undefined) {
    t.fail(`${place}: dockerfile-ast sees no single instruction`);
    return 0;
  }
  t.is(view.keyword, instruction.keyword, place);
  t.is(view.range.start, instruction.keywordRange.start, place);
  if (instruction.keyword === 'FROM') {
    t.deepEqual(view.image, instruction.image.range, place);
    t.deepEqual(view.stageName, instruction.stageName?.range, place);
    compareReference(t, instruction, view);
  }
  const flags = instruction.flags.map(({ name, range }) => ({ name, range }));
  t.deepEqual(view.flags, flags, place);
  return 1;
}

/** Our grammar of references finds the same tag and digest. */
function compareReference(t: ExecutionContext, { image }: FromInstruction, view: DockerfileAstView): void {
  const shift = (part: ReferencePart | null | undefined): Range | undefined =>
    part ? { start: part.start + image.range.start, end: part.end + image.range.start } : undefined;
  const reference = readReferenceTemplate(image.text);
  t.deepEqual(shift(reference?.tag), view.tag, image.text);
  t.deepEqual(shift(reference?.digest), view.digest, image.text);
}
