// `npm run fuzz -- [DOCUMENTS] [SEED]`: random documents through parse, print, plan, step keys, highlight and explain.
// Nothing may crash; a tree prints to its text, its ranges tile it, tokens lie one behind the other.
import fc from 'fast-check';
import { stepKeys } from '../src/checkpoints/step-key.js';
import { explainBuild } from '../src/explain/explain-build.js';
import { highlight } from '../src/highlight/highlight.js';
import { isError } from '../src/messages/message.js';
import { outlineBuild } from '../src/plan/outline.js';
import { planBuild } from '../src/plan/plan-build.js';
import type { ResolvedImage } from '../src/plan/image-config.js';
import { parseDockerfile } from '../src/syntax/parse-dockerfile.js';
import { print } from '../src/syntax/print.js';
import { arbitraryDockerfile } from '../test/helpers/arbitrary-dockerfile.js';
import { arbitraryBuild, type ArbitraryBuild } from '../test/helpers/arbitrary-stages.js';
import { checkRanges } from '../test/helpers/check-ranges.js';
import { misplacedToken } from '../test/helpers/misplaced-token.js';
import { plainOptions } from '../test/helpers/plan-of.js';
import { readTokens } from '../test/helpers/shell-highlighter.js';

const counts = { documents: 0, characters: 0, instructions: 0, planned: 0, steps: 0, tokens: 0, words: 0 };

/** Names that every object of JavaScript has, in all places that take a name. */
const names = fc.constantFrom('A', 'B', 'constructor', '__proto__', 'toString', 'TARGETARCH', 'API_TOKEN');
const word = fc.oneof(
  names.map((name) => `$${name}`),
  names,
  fc.constantFrom(
    'a',
    '/d/',
    '"b c"',
    "'$A'",
    '${A:-${B}}',
    '${B##*/}',
    '${A/a/b}',
    '80',
    'a:b',
    '\\$A',
    '*.c',
    '<<E',
  ),
  fc.string({ maxLength: 4 }).map((text) => text.replaceAll(/\s/g, '')),
);
const keyword = fc.constantFrom(
  ...[
    'RUN',
    'CMD',
    'ENTRYPOINT',
    'LABEL',
    'ENV',
    'ARG',
    'COPY',
    'ADD',
    'WORKDIR',
    'USER',
    'EXPOSE',
    'VOLUME',
  ],
  ...['STOPSIGNAL', 'SHELL', 'HEALTHCHECK CMD', 'ONBUILD ENV', 'ONBUILD RUN', 'MAINTAINER', 'FROM'],
);
const pair = fc.tuple(names, word).map(([name, value]) => `${name}=${value}`);
const line = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(keyword, fc.array(word, { minLength: 1, maxLength: 4 }))
      .map(([first, rest]) => [first, ...rest].join(' ')),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('ENV', 'ARG', 'LABEL'), fc.array(pair, { minLength: 1, maxLength: 3 }))
      .map(([first, rest]) => [first, ...rest].join(' ')),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('RUN', 'CMD', 'COPY', 'VOLUME', 'SHELL'),
        fc.array(word, { minLength: 2, maxLength: 3 }),
      )
      .map(([first, rest]) => `${first} ${JSON.stringify(rest)}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'RUN <<E\na "$A" | b\nE',
      'COPY <<E /f\n$A "${B:-c}"\nE',
      'RUN a \\\n # c\n && b',
      'RUN if a; then b; fi',
    ),
  },
);
const given = fc.dictionary(names, fc.constantFrom('1', '', 'a b', '$A', "'", '\n'), {
  maxKeys: 2,
  noNullPrototype: true,
});

/** Documents most of which can be planned. */
const arbitraryLines: fc.Arbitrary<ArbitraryBuild> = fc
  .tuple(fc.array(pair, { maxLength: 2 }), fc.array(line, { maxLength: 8 }), given)
  .map(([globals, lines, buildArguments]) => ({
    text: [...globals.map((each) => `ARG ${each}`), 'FROM a AS s', ...lines].join('\n') + '\n',
    request: { options: { buildArguments } },
  }));

const arbitrary = fc.oneof(
  { weight: 2, arbitrary: arbitraryDockerfile.map((text): ArbitraryBuild => ({ text, request: {} })) },
  { weight: 2, arbitrary: arbitraryLines },
  { weight: 1, arbitrary: arbitraryBuild },
);

function holds({ text, request }: ArbitraryBuild): void {
  const { tree, messages } = parseDockerfile(text);
  counts.documents += 1;
  counts.characters += text.length;
  counts.instructions += tree.instructions.length;
  expect(print(tree) === text, 'the tree prints to another text');
  const broken = checkRanges(tree, messages);
  expect(broken.length === 0, broken.join('\n'));
  for (const tokens of [highlight(tree), highlight(tree, readTokens)]) {
    const misplaced = misplacedToken(text, tokens);
    expect(misplaced === undefined, `a token is misplaced: ${JSON.stringify(misplaced)}`);
    counts.tokens += tokens.length;
  }
  plan({ text, request }, messages.some(isError));
}

/** A wrong file is planned as well: checks look at what there is of it. */
function plan({ text, request }: ArbitraryBuild, isWrong: boolean): void {
  const { tree } = parseDockerfile(text);
  const { outline, messages } = outlineBuild(tree, { ...plainOptions, ...request.options });
  const images = Object.entries(request.images ?? {}).map(([reference, image]): [string, ResolvedImage] => [
    reference,
    { reference, id: reference, platform: plainOptions.platform, ...image },
  ]);
  const planned = planBuild(outline, new Map(images));
  const keys = stepKeys(planned.plan, new Map());
  expect(!JSON.stringify(planned.plan).includes('native code'), 'a name of JavaScript has got a value');
  expect(keys.length === planned.plan.steps.length, 'there is not one key for each step');
  if (
    isWrong ||
    [...messages, ...planned.messages].some((each) => isError(each) && each.code !== 'unsupported-form')
  )
    return;
  counts.planned += 1;
  const { steps } = explainBuild(outline, planned.plan);
  counts.steps += steps.length;
  for (const { words } of steps) {
    counts.words += words.length;
    const isText = words.every(({ value }) => value === null || typeof value === 'string');
    expect(isText, 'a word has become something else than text');
  }
}

function expect(condition: boolean, reason: string): void {
  if (!condition) throw new Error(reason);
}

const [wanted = '500000', first = '1'] = process.argv.slice(2);
const total = Number(wanted);
const batch = 5000;
const begun = performance.now();
for (let done = 0; done < total; done += batch) {
  const seed = Number(first) + done / batch;
  const result = fc.check(fc.property(arbitrary, holds), { numRuns: Math.min(batch, total - done), seed });
  if (result.failed) {
    process.stdout.write(`seed ${String(seed)}\n${fc.defaultReportMessage(result) ?? ''}\n`);
    process.exit(1);
  }
  if (process.stderr.isTTY) process.stderr.write(`\r${String(done + batch)} …`);
}
const seconds = (performance.now() - begun) / 1000;
const told = Object.entries(counts).map(([what, count]) => `${count.toLocaleString('en')} ${what}`);
process.stdout.write(`${told.join(', ')} in ${seconds.toFixed(0)} s, from seed ${first}\n`);
