// `refrom checkpoints ls` and `show`.
import { basename, resolve } from 'node:path';
import process from 'node:process';
import { projectName, readTag } from '../../../checkpoints/checkpoint-name.js';
import type { CheckpointRecord, Inventory } from '../../../checkpoints/inventory.js';
import { pickCheckpoint } from '../../../checkpoints/pick-checkpoint.js';
import { formatCheckpoint, formatInventory } from '../../../report/checkpoints-text.js';
import { exitStatus } from '../../exit-status.js';
import { findWrecks, openInventory, withEngine, type EngineFlags } from './open-inventory.js';

export interface ListFlags extends EngineFlags {
  readonly format: 'text' | 'json';
}

/** Those of one project, or of all. */
export function runList(context: string | undefined, flags: ListFlags): Promise<number> {
  return withEngine(flags, async (engine) => {
    const [inventory, wrecks] = await Promise.all([openInventory(engine), findWrecks(engine)]);
    const project = context === undefined ? undefined : projectName(basename(resolve(context)));
    const shown: Inventory = {
      ...inventory,
      checkpoints: inventory.checkpoints.filter((each) => project === undefined || isOf(project, each)),
    };
    const own = wrecks.filter(
      ({ name }) => project === undefined || name.startsWith(`refrom-wreck-${project}-`),
    );
    process.stdout.write(
      flags.format === 'json'
        ? `${JSON.stringify({ bytes: inventory.bytes, checkpoints: shown.checkpoints.map(toJson), wrecks: own }, null, 2)}\n`
        : formatInventory(shown, own, { now: Date.now(), columns: process.stdout.columns || 120 }),
    );
    return exitStatus.done;
  });
}

export function runShow(word: string, flags: ListFlags): Promise<number> {
  return withEngine(flags, async (engine) => {
    const inventory = await openInventory(engine);
    const record = pickCheckpoint(inventory.checkpoints, word);
    process.stdout.write(
      flags.format === 'json'
        ? `${JSON.stringify(toJson(record), null, 2)}\n`
        : formatCheckpoint(record, inventory, Date.now()),
    );
    return exitStatus.done;
  });
}

const isOf = (project: string, { tags }: CheckpointRecord): boolean =>
  tags.some((tag) => readTag(tag)?.project === project);

/** What is for other machines only is left out: it is long. */
function toJson({ chain: _, mark, ...record }: CheckpointRecord): object {
  const { travel: __, ...shown } = mark;
  return { ...record, mark: shown };
}
