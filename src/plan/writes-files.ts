import type { Step } from './plan.js';

/** Whether the step may change files; one that only changes the configuration needs no container, and makes no layer. */
export const writesFiles = ({ action: { type } }: Pick<Step, 'action'>): boolean =>
  type === 'run' || type === 'copy' || type === 'workdir';
