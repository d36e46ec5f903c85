import type { InstructionBase, Word } from '../tree.js';
import { quoteText } from '../quote-text.js';
import { splitWords } from './split-words.js';
import { refuse, refuseEmpty, restOf, type Read, type Refusal, type Statement } from './statement.js';

const stageName = /^[a-z][a-z0-9-_.]*$/;
const usage = 'write `FROM IMAGE` or `FROM IMAGE AS NAME`';

/** `FROM [--platform=P] IMAGE [AS NAME]`. */
export const readFrom: Read = (statement) => {
  const { base } = statement;
  const words = splitWords(base);
  const [image, as, name] = words;
  if (image === undefined) return refuseEmpty(statement, 'an image', usage);
  const platform = platformOf(base);
  const from = { keyword: 'FROM', image, ...(platform && { platform }) } as const;
  if (words.length === 1) return from;
  if (words.length === 3 && as !== undefined && isAs(as) && name !== undefined) {
    return stageName.test(name.text.toLowerCase())
      ? { ...from, as, stageName: name }
      : refuseName(statement, name);
  }
  const noName = words.length === 2 && isAs(as);
  return refuse(statement, noName ? 'missing-argument' : 'too-many-arguments', {
    ...restOf(base),
    text: noName
      ? 'FROM: a stage name must follow AS'
      : 'FROM takes an image, or an image, AS and a stage name',
    hint: usage,
  });
};

const isAs = (word: Word | undefined): boolean => word?.text.toUpperCase() === 'AS';

function refuseName(statement: Statement, { text }: Word): Refusal {
  const { end } = restOf(statement.base);
  return refuse(statement, 'stage-name-invalid', {
    start: end - text.length,
    end,
    text: `FROM: ${quoteText(text)} cannot be a stage name`,
    hint: 'a stage name begins with a letter and holds only a-z, 0-9, `-`, `_` and `.`',
  });
}

/** Without a value it is as if it were not there (BuildKit, buildDispatchStates). */
function platformOf({ flags }: InstructionBase): Word | undefined {
  const flag = flags.find(({ name }) => name === 'platform');
  if (flag?.value === undefined || flag.value === '') return undefined;
  return { text: flag.value, range: flag.valueRange ?? flag.range };
}
