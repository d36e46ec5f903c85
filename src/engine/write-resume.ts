// Writes the resumed Dockerfile, cut at the nearest state that an image holds.
import { BugError } from '../messages/errors.js';
import { chooseCut } from '../session/resume-cut.js';
import type { Workbench } from './workbench.js';

export async function writeResume(workbench: Workbench, step: number): Promise<void> {
  const { emit, ports } = workbench;
  const time = ports.clock.now();
  const state = workbench.state();
  const cut = chooseCut(state, step);
  if (cut === undefined || ports.writeResume === undefined) {
    emit({
      type: 'problem/reported',
      message: 'nothing to resume from yet: no step has been executed and kept',
      time,
    });
    return;
  }
  const written = await ports.writeResume(cut).catch((error: unknown) => {
    if (!(error instanceof Error) || error instanceof BugError) throw error;
    emit({ type: 'problem/reported', message: `not written: ${error.message}`, time });
    return undefined;
  });
  if (written === undefined) return;
  const { path, notes } = written;
  const line = state.plan.steps[cut.current?.step ?? step - 1]?.line ?? 0;
  emit({ type: 'resume/written', path, line, ...(notes.length === 0 ? {} : { notes }), time });
}
