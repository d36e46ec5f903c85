// The flags of COPY and ADD that say what becomes of the files.
import { problem, type Message } from '../../messages/message.js';
import { readMode as readFileMode } from '../../syntax/values/scalars.js';
import type { CopyInstruction, Flag } from '../../syntax/tree.js';
import type { CopyAction } from '../action.js';
import { isMalformed } from '../ignore/pattern-list.js';
import type { LoweringContext } from './lowering.js';
import type { RemoteFlags } from './remote-source.js';

export type CopyFlags = Pick<
  CopyAction,
  'owner' | 'mode' | 'modeChanges' | 'parents' | 'excludes' | 'link' | 'unpack'
>;

export function readCopyFlags(instruction: CopyInstruction, context: LoweringContext): CopyFlags {
  const flag = (name: string): Flag | undefined => instruction.flags.findLast((each) => each.name === name);
  const owner = expanded(flag('chown'), context);
  const excludes = instruction.flags.filter(({ name }) => name === 'exclude');
  for (const each of excludes) if (isMalformed(each.value ?? '')) context.messages.push(malformed(each));
  const unpack = flag('unpack');
  return {
    ...(owner === '' ? {} : { owner }),
    ...readMode(flag('chmod'), context),
    ...(isOn(flag('parents')) ? { parents: true } : {}),
    // Variables in a pattern stay what they are, as in BuildKit.
    ...(excludes.length > 0 ? { excludes: excludes.map(({ value }) => value ?? '') } : {}),
    link: isOn(flag('link')),
    unpack: unpack === undefined ? instruction.keyword === 'ADD' : isOn(unpack),
  };
}

/** Those that only URLs and repositories know. */
export function readRemoteFlags(instruction: CopyInstruction, context: LoweringContext): RemoteFlags {
  const flag = (name: string): Flag | undefined => instruction.flags.findLast((each) => each.name === name);
  const checksum = expanded(flag('checksum'), context);
  const kept = flag('keep-git-dir');
  return {
    ...(checksum === '' ? {} : { checksum }),
    ...(kept === undefined ? {} : { keepsGitFolder: isOn(kept) }),
    unpack: isOn(flag('unpack')),
  };
}

const isOn = (flag: Flag | undefined): boolean => flag !== undefined && flag.value !== 'false';

/** '' for a flag that is missing, too. */
const expanded = (flag: Flag | undefined, { expand }: LoweringContext): string =>
  flag?.value === undefined ? '' : expand({ text: flag.value, range: flag.range });

const malformed = ({ value = '', range }: Flag): Message =>
  problem(
    'flag-invalid',
    range,
    `--exclude: \`${value}\` is not a pattern`,
    'close its brackets, or put a backslash before those that mean themselves',
  );

function readMode(
  flag: Flag | undefined,
  context: LoweringContext,
): Pick<CopyAction, 'mode' | 'modeChanges'> {
  const text = expanded(flag, context);
  if (flag === undefined || text === '') return {};
  const mode = readFileMode(text);
  if (mode !== undefined) return 'octal' in mode ? { mode: mode.octal } : { modeChanges: mode.clauses };
  const reason = `--chmod: expected a mode such as 644 or u+x, found \`${text}\``;
  context.messages.push(problem('flag-invalid', flag.range, reason));
  return {};
}
