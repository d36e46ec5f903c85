import type { ByHand } from '../explanation.js';
import {
  commitLine,
  createLine,
  hasNoCommand,
  keptCommand,
  removeLine,
  tagLine,
  type HandContext,
} from './by-hand-context.js';
import { configChanges, keptHealthFlags } from './config-changes.js';

/** A container that is never started, and committed with another configuration. */
export function configureByHand(context: HandContext): ByHand {
  const { before, step, hidden } = context;
  if (step.keyword === 'SHELL') {
    const limit = 'docker commit cannot set SHELL: the commands for RUN name the shell instead';
    return { commands: [tagLine(context)], limits: [limit] };
  }
  const changes = configChanges(before, step.after);
  if (changes === undefined)
    return { commands: [], limits: ['docker commit takes no value with a line break'] };
  if (
    changes.some((change) =>
      hidden.some(([, value]) => /[^\w./:@%+,=-]/.test(value) && change.includes(value)),
    )
  )
    return { commands: [], limits: ['the value is not shown, and needs quotes of its own'] };
  if (changes.length === 0 && step.keyword !== 'MAINTAINER' && step.keyword !== 'ONBUILD') {
    return { commands: [tagLine(context)], limits: emptied(context) };
  }
  return {
    commands: [createLine(context), commitLine(context, changes), removeLine()],
    limits: [...emptied(context), ...limitsOf(context)],
  };
}

function limitsOf(context: HandContext): string[] {
  const { before, step } = context;
  const kept = keptHealthFlags(before.settings.Healthcheck, step.after.settings.Healthcheck);
  const needsCommand = hasNoCommand(context) && !['CMD', 'ENTRYPOINT'].includes(step.keyword);
  return [
    ...(kept.length === 0 ? [] : [`docker commit keeps ${kept.join(', ')} of the HEALTHCHECK before`]),
    ...(needsCommand ? [keptCommand] : []),
  ];
}

/** An empty CMD or ENTRYPOINT takes the inherited one away. */
function emptied({ before, step }: HandContext): string[] {
  const name = step.keyword === 'CMD' ? 'Cmd' : step.keyword === 'ENTRYPOINT' ? 'Entrypoint' : undefined;
  if (name === undefined || (step.after.settings[name] ?? []).length > 0) return [];
  return (before.settings[name] ?? []).length > 0 ? [`docker commit cannot take ${step.keyword} away`] : [];
}
