// What the history says of COPY and ADD (BuildKit, dispatchCopy): not where files come from, nor which are left out.
import type { CopyInstruction } from '../../syntax/tree.js';
import type { LoweringContext } from './lowering.js';

export function recordCopy(
  { keyword, flags, sources, destination }: CopyInstruction,
  { expandOpenly }: LoweringContext,
): string {
  const flag = (name: string): string | undefined => flags.findLast((each) => each.name === name)?.value;
  const parents = flags.findLast(({ name }) => name === 'parents');
  const settings = ['chown', 'chmod'].flatMap((name) => {
    const text = expandOpenly({ text: flag(name) ?? '', range: destination.range });
    return text === '' ? [] : [`--${name}=${text}`];
  });
  const paths = sources.flatMap((source) => (source.type === 'heredoc' ? [] : [expandOpenly(source.word)]));
  const inline = sources.flatMap((source) => (source.type === 'heredoc' ? [`<<${source.heredoc.name}`] : []));
  return [
    keyword,
    ...(parents === undefined || parents.value === 'false' ? [] : ['--parents']),
    ...settings,
    ...paths,
    ...inline,
    expandOpenly(destination),
    '# buildkit',
  ].join(' ');
}
