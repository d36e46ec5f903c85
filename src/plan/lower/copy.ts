import { problem } from '../../messages/message.js';
import { expandWord } from '../expand/expand-word.js';
import type { CopyInstruction, Heredoc } from '../../syntax/tree.js';
import type { CopyAction, CopyOrigin } from '../action.js';
import { originFlag, resolveOrigin } from '../resolve-origin.js';
import { joinDestination } from '../paths.js';
import { recordCopy } from './record-copy.js';
import { readCopyFlags, readRemoteFlags } from './copy-flags.js';
import type { Lowered, LoweringContext } from './lowering.js';
import { isRemote, readRemoteSource } from './remote-source.js';

export function lowerCopy(instruction: CopyInstruction, context: LoweringContext): Lowered {
  const { state, expand } = context;
  const action: CopyAction = {
    type: 'copy',
    keyword: instruction.keyword,
    from: originOf(instruction, context),
    ...readSources(instruction, context),
    files: instruction.sources.flatMap((source) =>
      source.type === 'heredoc'
        ? [{ name: source.heredoc.name, content: expandBody(source.heredoc, context) }]
        : [],
    ),
    destination: joinDestination(state.settings.WorkingDir ?? '/', expand(instruction.destination)),
    ...readCopyFlags(instruction, context),
  };
  return { action, state, record: recordCopy(instruction, context) };
}

type Sources = Pick<CopyAction, 'sources' | 'remotes'>;

function readSources(instruction: CopyInstruction, context: LoweringContext): Sources {
  const words = instruction.sources.flatMap((source) => (source.type === 'heredoc' ? [] : [source.word]));
  const sources = words.map((word) => context.expand(word));
  const flags = readRemoteFlags(instruction, context);
  const remotes = words.flatMap(({ range }, index) => {
    const source = sources[index] ?? '';
    const remote = readRemoteSource(source, flags);
    if (remote === undefined) return [];
    if (instruction.keyword === 'COPY') {
      const text = `COPY takes no URL and no repository: \`${source}\``;
      context.messages.push(problem('argument-invalid', range, text, 'ADD does'));
    } else if ('problem' in remote) {
      context.messages.push(problem('argument-invalid', range, `ADD ${source}: ${remote.problem}`));
    }
    return 'problem' in remote ? [] : [remote];
  });
  if (flags.checksum !== undefined && (sources.length !== 1 || !isRemote(sources[0] ?? ''))) {
    const range = instruction.flags.find(({ name }) => name === 'checksum')?.range ?? instruction.range;
    const text = '--checksum is for one source, which is a URL or a repository';
    context.messages.push(problem('flag-invalid', range, text));
  }
  return { sources, ...(remotes.length > 0 ? { remotes } : {}) };
}

function originOf(instruction: CopyInstruction, context: LoweringContext): CopyOrigin {
  const { stages, names, stage, images, messages, options } = context;
  const flag = originFlag(instruction);
  if (flag === undefined) return { type: 'context' };
  const origin = resolveOrigin(flag.value, names, options);
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
