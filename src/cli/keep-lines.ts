// `--keep LINE[=CHECKPOINT]`: the step on that line is not run again, whatever has changed of what it is made of.
import { hasClean, type KeptCheckpoint } from '../checkpoints/find-kept.js';
import { keepAnyway } from '../checkpoints/keep-anyway.js';
import { pickCheckpoint } from '../checkpoints/pick-checkpoint.js';
import { matchSteps } from '../checkpoints/why/match-steps.js';
import type { RunRecord, StepRecord } from '../checkpoints/why/run-record.js';
import type { StoredImage, TaggedImage } from '../engine/ports.js';
import { UsageError } from '../messages/errors.js';
import type { Step } from '../plan/plan.js';
import { stepOnLine } from '../plan/step-on-line.js';
import { openInventory } from './commands/checkpoints/open-inventory.js';
import type { Project } from './open-project.js';

export interface KeepOrder {
  readonly step: Step;
  /** What the user named; else what stood there at the last run. */
  readonly checkpoint?: string;
  readonly flag: string;
}

/** Of `--keep`. Rejects a line on which nothing stands that could be kept. */
export function readKeeps(flags: readonly string[], plan: Project['plan']): readonly KeepOrder[] {
  return flags.map((flag) => {
    const [, digits = '', checkpoint] = /^(\d+)(?:=(.+))?$/.exec(flag) ?? [];
    if (digits === '') throw new UsageError(`--keep ${flag}: expected LINE or LINE=CHECKPOINT`);
    const line = Number(digits);
    const step = stepOnLine(plan, line);
    if (step === undefined) throw new UsageError(`--keep ${flag}: no step of this build stands there`);
    if (step.action.type === 'from')
      throw new UsageError(
        `--keep ${flag}: FROM makes no state of its own`,
        'name the line of a step behind it',
      );
    return { step, flag, ...(checkpoint === undefined ? {} : { checkpoint }) };
  });
}

export interface KeepPlace {
  readonly project: Pick<Project, 'plan' | 'engine' | 'name'>;
  /** Of the step, as it is now. */
  readonly key: string | undefined;
  /** Every tag of a checkpoint. */
  readonly listed: readonly TaggedImage[];
  readonly before: RunRecord | undefined;
  readonly after: RunRecord;
  readonly signal: AbortSignal;
}

/** Makes the older checkpoint stand for the step. Undefined where nothing has changed that would make it run again. */
export async function keepStep(order: KeepOrder, place: KeepPlace): Promise<KeptCheckpoint | undefined> {
  const { project, key, signal } = place;
  const { plan, engine, name } = project;
  const { step, flag } = order;
  if (key === undefined)
    throw new UsageError(
      `--keep ${flag}: what the step reads is missing`,
      'put the missing source back first',
    );
  if (earlierOf(step, place)?.key === key && order.checkpoint === undefined) return undefined;
  if (await hasClean({ listed: place.listed, images: engine.images, signal }, key)) {
    refuseClean(order);
    return undefined;
  }
  const image = await findOlder(order, place);
  const { images } = engine;
  const created = new Date().toISOString();
  const kept = await keepAnyway({ plan, step, key, image, project: name, images, created, signal });
  if (kept !== undefined) return kept;
  throw new UsageError(
    `--keep ${flag}: ${checkpointNamed(order)} is what a failed step left, no state to go on from`,
    'refrom checkpoints shell enters it',
  );
}

const checkpointNamed = ({ checkpoint }: KeepOrder): string => checkpoint ?? 'it';

/** What the step makes now is there: nothing has to be kept for it. */
function refuseClean({ checkpoint, flag }: KeepOrder): void {
  if (checkpoint === undefined) return;
  throw new UsageError(
    `--keep ${flag}: there is a checkpoint of this very step, which is taken before any other`,
    'remove that one first (refrom checkpoints ls, refrom checkpoints rm)',
  );
}

async function findOlder({ step, checkpoint, flag }: KeepOrder, place: KeepPlace): Promise<StoredImage> {
  const { engine } = place.project;
  const tag =
    checkpoint === undefined
      ? earlierOf(step, place)?.checkpoint
      : pickCheckpoint((await openInventory(engine)).checkpoints, checkpoint).id;
  if (tag === undefined) {
    throw new UsageError(
      `--keep ${flag}: no checkpoint of an earlier run is known for this step`,
      'name one: --keep LINE=CHECKPOINT; --checkpoint every takes one after each step',
    );
  }
  const image = await engine.images.find(tag, place.signal);
  if (image !== undefined) return image;
  throw new UsageError(
    `--keep ${flag}: the engine does not have ${tag}`,
    'see refrom checkpoints ls for what there is',
  );
}

function earlierOf(step: Step, { before, after }: KeepPlace): StepRecord | undefined {
  return before && matchSteps(before, after)[step.id]?.step;
}
