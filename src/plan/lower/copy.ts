import { problem, type Message } from '../../messages/message.js';
import type { Range } from '../../messages/range.js';
import { readGitUrl } from '../../syntax/values/git-url.js';
import { expandWord } from '../expand/expand-word.js';
import type { CopyInstruction, Flag, Heredoc } from '../../syntax/tree.js';
import type { CopyAction, CopyOrigin } from '../action.js';
import { originFlag, resolveOrigin } from '../link-stages.js';
import { joinDestination } from '../paths.js';
import { readCopyFlags } from './copy-flags.js';
import type { Lowered, LoweringContext } from './lowering.js';

export function lowerCopy(instruction: CopyInstruction, context: LoweringContext): Lowered {
  const { state, expand } = context;
  for (const flag of instruction.flags) refuseUnsupported(instruction, flag, context);
  const action: CopyAction = {
    type: 'copy',
    keyword: instruction.keyword,
    from: originOf(instruction, context),
    sources: readSources(instruction, context),
    files: instruction.sources.flatMap((source) =>
      source.type === 'heredoc'
        ? [{ name: source.heredoc.name, content: expandBody(source.heredoc, context) }]
        : [],
    ),
    destination: joinDestination(state.config.WorkingDir ?? '/', expand(instruction.destination)),
    ...readCopyFlags(instruction, context),
  };
  return { action, state };
}

const unsupportedFlags: readonly string[] = ['checksum', 'keep-git-dir'];

function refuseUnsupported({ keyword }: CopyInstruction, flag: Flag, { messages }: LoweringContext): void {
  if (!unsupportedFlags.includes(flag.name) || flag.value === 'false') return;
  messages.push(
    problem('unsupported-form', flag.range, `${keyword} --${flag.name} is not executed by refrom yet`),
  );
}

const isRemote = (source: string): boolean => /^https?:\/\//.test(source) || readGitUrl(source) !== undefined;

function readSources(instruction: CopyInstruction, { expand, messages }: LoweringContext): string[] {
  return instruction.sources.flatMap((source) => {
    if (source.type === 'heredoc') return [];
    const text = expand(source.word);
    if (isRemote(text)) messages.push(refuseRemote(instruction, text, source.word.range));
    return [text];
  });
}

function refuseRemote({ keyword }: CopyInstruction, source: string, range: Range): Message {
  if (keyword === 'COPY') {
    const text = `COPY takes no URL and no repository: \`${source}\``;
    return problem('argument-invalid', range, text, 'ADD does');
  }
  const text = `ADD of a URL is not executed by refrom yet: \`${source}\``;
  return problem('unsupported-form', range, text, 'download it in a RUN, or beforehand into the context');
}

function originOf(instruction: CopyInstruction, context: LoweringContext): CopyOrigin {
  const { stages, stage, images, messages, options } = context;
  const flag = originFlag(instruction);
  if (flag === undefined) return { type: 'context' };
  const origin = resolveOrigin(flag.value, stages, options);
  if (origin?.type === 'context') return origin;
  if (origin?.type === 'stage' && origin.index > stage) {
    const line = String(stages[origin.index]?.from.line);
    const text = `COPY --from=${flag.value}: the stage begins further down, on line ${line}`;
    messages.push(problem('stage-unknown', flag.range, text, 'move the stage above this one'));
  }
  if (origin?.type !== 'image') return { type: 'stage', index: origin?.index ?? 0 };
  return { ...origin, id: images.get(origin.reference)?.id ?? '' };
}

/** Bodies of COPY and ADD are expanded without quote processing, unless the delimiter was quoted. */
function expandBody(heredoc: Heredoc, { expand, messages }: LoweringContext): string {
  if (!heredoc.expand) return heredoc.body;
  const result = expandWord(heredoc.body, { lookup: expand.lookup, escape: '\\', keepQuotes: true });
  if ('value' in result) return result.value;
  messages.push(problem('word-invalid', heredoc.bodyRange, result.problem));
  return heredoc.body;
}
