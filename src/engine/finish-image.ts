// The image the build was for: the target's last state, tagged, with nothing of refrom's in it.
import { configOf } from '../plan/state/configuration.js';
import { keptLines } from '../session/kept-lines.js';
import { stepsBehind } from './executed-steps.js';
import { renewArguments, withoutMark } from './history.js';
import { savedBytes } from './measure-writes.js';
import { findStageEnd } from './stage-images.js';
import type { Workbench } from './workbench.js';

/** Deterministic: a build that reuses everything gives the same image ID again. */
export async function finishImage(workbench: Workbench, signal: AbortSignal): Promise<void> {
  const { plan } = workbench.state();
  const { ports, settings, emit } = workbench;
  const target = plan.stages.at(-1);
  const last = plan.steps.at(-1);
  if (target === undefined || last === undefined) return;
  const end = await findStageEnd(workbench, target.index, signal);
  const image = await ports.images.create(
    {
      config: configOf(last.after),
      // A stage that is FROM alone ends with what another one ends with, which may be a checkpoint too.
      history: renewArguments(withoutMark(end.history), stepsBehind(workbench.state(), last.id)),
      layers: end.layers,
      platform: target.platform,
      created: end.created,
      ...(last.after.author === undefined ? {} : { author: last.after.author }),
      tags: settings.tags,
      ...(end.id === '' ? {} : { layersOf: end.id }),
    },
    signal,
  );
  const milliseconds = Math.round(ports.clock.elapsed() - workbench.startedAt);
  const lines = keptLines(workbench.state(), last.id);
  emit({
    type: 'session/finished',
    image,
    tags: settings.tags,
    milliseconds,
    ...(lines.length === 0 ? {} : { keptLines: lines }),
    ...(workbench.writes.length === 0 ? {} : { savedBytes: savedBytes(workbench.writes, workbench.joined) }),
    time: ports.clock.now(),
  });
}
