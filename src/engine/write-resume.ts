// Writes the resumed Dockerfile, cut at the nearest state that an image holds.
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
  const path = await ports.writeResume(cut);
  const line = state.plan.steps[cut.current?.step ?? step - 1]?.line ?? 0;
  emit({ type: 'resume/written', path, line, time });
}
