// What a step key is made of, said in words. What it says is tried on the keys themselves in test/explain/key-inputs.ts.
import type { Outline } from '../plan/outline.js';
import type { Plan, Step } from '../plan/plan.js';

const before = 'the step before';

export function keyInputs(outline: Outline, plan: Plan, { action, keyword }: Step): string[] {
  const nameOf = (index: number): string => outline.stages[index]?.name ?? String(index);
  switch (action.type) {
    case 'from': {
      const { base } = action;
      if (base.type === 'scratch') return [`the platform ${plan.platform}`];
      if (base.type === 'folder')
        return [`the files of the context ${base.name}`, `the platform ${plan.platform}`];
      if (base.type === 'stage') return [`the last step of stage ${nameOf(base.index)}`];
      return [`the ID and configuration of ${base.reference}`, `the platform ${plan.platform}`];
    }
    case 'run': {
      const file = action.file === undefined ? [] : ['the text of the heredoc'];
      return [
        ...[before, 'the command', ...file, 'all of ENV and ARG in scope', 'the folder', 'the user'],
        ...(action.mounts.length > 0 ? ['its mounts, with what is read from a context, stage or image'] : []),
        ...(action.network === 'default' ? [] : ['the network']),
        ...(action.security === 'sandbox' ? [] : ['the privileges']),
      ];
    }
    case 'copy': {
      const origin = action.sources.length === 0 ? [] : [originOf(action.from, nameOf)];
      const inline = action.files.length === 0 ? [] : ['the text of the heredoc'];
      return [before, ...origin, ...inline, 'the words as expanded', 'the flags'];
    }
    case 'workdir':
      return [before, 'the path', 'the user', 'the configuration'];
    case 'configure':
      if (keyword === 'ARG') return [before, 'not the value: that enters the key of each RUN in scope'];
      return [before, keyword === 'MAINTAINER' ? 'the author' : 'the configuration after it'];
  }
}

function originOf(
  from: Extract<Step['action'], { type: 'copy' }>['from'],
  nameOf: (index: number) => string,
): string {
  switch (from.type) {
    case 'context':
      return 'the files it reads from the context';
    case 'stage':
      return `the last step of stage ${nameOf(from.index)}`;
    case 'image':
      return `the ID of ${from.reference}`;
  }
}
