// Files of a stage, an image or a context in a volume.
import type { CopyAction, CopyOrigin } from '../../plan/action.js';
import { createFrom } from '../live-container.js';
import type { ContainerMount } from '../ports.js';
import type { Workbench } from '../workbench.js';
import { contentOf } from './mount-script.js';
import { findToolbox } from './toolbox.js';

/** Copies what a COPY with this action would copy into a container at `folder`. */
export type Fill = (action: CopyAction, container: string) => Promise<void>;

export interface VolumeContent {
  readonly name: string;
  readonly from: CopyOrigin;
  readonly source: string;
  readonly fill: Fill;
}

/** Where the files lie in the volume. */
export const content = contentOf(1);

/** Through a container that is never started: archives go into its volumes. */
export async function fillVolume(
  workbench: Workbench,
  { name, from, source, fill }: VolumeContent,
  signal: AbortSignal,
): Promise<void> {
  const { containers } = workbench.ports;
  const mounts: ContainerMount[] = [{ type: 'volume', name, target: '/mnt' }];
  const filler = await createFrom(workbench, await findToolbox(workbench, signal), signal, { mounts });
  try {
    await fill({ ...plainCopy, from, sources: [source], destination: `/mnt/${content}` }, filler);
  } finally {
    await containers.remove(filler);
  }
}

const plainCopy: Omit<CopyAction, 'from' | 'sources' | 'destination'> = {
  type: 'copy',
  keyword: 'COPY',
  files: [],
  link: false,
  unpack: false,
};
