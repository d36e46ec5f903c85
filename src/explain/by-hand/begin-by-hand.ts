import { stageAt } from '../../plan/find-stage.js';
import { defaultPath } from '../../plan/image-config.js';
import type { FromAction } from '../../plan/action.js';
import { isEmpty } from '../../plan/state/bindings.js';
import type { ByHand } from '../explanation.js';
import { commitLine, createLine, imageAfter, removeLine, type HandContext } from './by-hand-context.js';
import { commandLine, type Part } from './command-line.js';

/** FROM: an image under another name; an archive, empty for scratch. */
export function beginByHand(context: HandContext, { base }: FromAction): ByHand {
  const line = (...parts: readonly Part[]): string => commandLine(parts, context.hidden);
  switch (base.type) {
    case 'scratch':
      return { commands: [line({ raw: 'tar -cf - -T /dev/null |' }, ...importAs(context.to))], limits: [] };
    case 'folder': {
      const files = ['tar', '-C', base.name, '--owner=0', '--group=0', '-cf', '-', '.', { raw: '|' }];
      const limits = [
        `${base.name} stands for the folder that --build-context names; its ignored files go along`,
      ];
      return { commands: [line(...files, ...importAs(context.to))], limits };
    }
    case 'stage':
      return beginWithStage(context, base.index);
    case 'image': {
      const outlined = context.outline.stages[context.step.stage]?.base;
      const platform =
        outlined?.type === 'image' && outlined.platform !== undefined
          ? ['--platform', outlined.platform]
          : [];
      const pull = line('docker', 'pull', ...platform, base.reference);
      return {
        commands: [
          `${line('docker', 'image', 'inspect', base.reference, { raw: '> /dev/null 2>&1 ||' })}\n  ${pull}`,
          line('docker', 'tag', base.reference, context.to),
        ],
        limits: [],
      };
    }
  }
}

const importAs = (image: string): readonly Part[] => [
  ...['docker', 'import', '-c', `ENV PATH=${defaultPath}`, '-c', 'WORKDIR /', '-', image],
];

/** What docker commit does not take over are just the triggers, which have been fired. */
function beginWithStage(context: HandContext, index: number): ByHand {
  const { plan, to, hidden } = context;
  const last = plan.steps[(stageAt(plan, index)?.endStep ?? 0) - 1];
  if (last === undefined) return { commands: [], limits: [] };
  const from = imageAfter(last.id);
  if (isEmpty(last.after.triggers))
    return { commands: [commandLine(['docker', 'tag', from, to], hidden)], limits: [] };
  const based = { ...context, from, before: last.after };
  return { commands: [createLine(based), commitLine(based, []), removeLine()], limits: [] };
}
