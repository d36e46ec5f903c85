// Step keys: same key, same result. A digest chained over everything that can change what a step makes.
import { createHash } from 'node:crypto';
import type { ContainerSettings } from '../engine/ports.js';
import type { Plan } from '../plan/plan.js';
import { stepInputs, type StepInputs } from './step-inputs.js';

/** Bumped when the meaning of a key changes, so that old checkpoints are not taken for new ones. */
const generation = 2;

export interface KeyedStep {
  /** SHA-256, 64 hex digits. */
  readonly key: string;
  readonly inputs: StepInputs;
}

export interface KeyOptions {
  /** Keys of checkpoints that the user wants to stand for a step whatever its inputs are. */
  readonly kept?: ReadonlyMap<number, string>;
  /** For the containers of all RUNs. */
  readonly containers?: ContainerSettings;
}

/**
 * One for each step of the plan; or undefined from the first step of a stage on whose inputs cannot be known (a source
 * that is missing), as nothing can be reused there. `contentDigests` holds, for each step that reads files of the
 * context, the digest of these files. What comes after a step that is kept is chained to what stands for it.
 */
export function keySteps(
  plan: Plan,
  contentDigests: ReadonlyMap<number, string | undefined>,
  { kept, containers }: KeyOptions = {},
): (KeyedStep | undefined)[] {
  const keyed: (KeyedStep | undefined)[] = [];
  const stageKeys = new Map<number, string | undefined>();
  for (const stage of plan.stages) {
    let parent: string | undefined = '';
    for (const step of plan.steps.slice(stage.firstStep, stage.endStep)) {
      const inputs: StepInputs | undefined =
        parent === undefined
          ? undefined
          : stepInputs(step, plan, { digests: contentDigests, stageKeys, containers });
      const keyedStep: KeyedStep | undefined = inputs && {
        key: digestOf([generation, parent, step.action.type, inputs]),
        inputs,
      };
      keyed.push(keyedStep);
      parent = kept?.get(step.id) ?? keyedStep?.key;
    }
    stageKeys.set(stage.index, parent);
  }
  return keyed;
}

/** The keys alone. */
export const stepKeys = (...request: Parameters<typeof keySteps>): (string | undefined)[] =>
  keySteps(...request).map((step) => step?.key);

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
