// What a fix of the Dockerfile asks of the world.
import type { SessionEffect } from '../session/effects.js';
import type { FixEffect } from '../session/fix-effects.js';
import { EngineError, unreachable } from '../messages/errors.js';
import { isAttended } from './describe-failure.js';
import { leaveRoom } from './own-container/open-room.js';
import { openWreck } from './open-wreck.js';
import { stageOf, stepOf } from './stage-images.js';
import type { Workbench } from './workbench.js';

export async function workOnFix(workbench: Workbench, effect: FixEffect, signal: AbortSignal): Promise<void> {
  switch (effect.type) {
    case 'proposeFix': {
      proposeFix(workbench, effect);
      return;
    }
    case 'reportProof': {
      reportProof(workbench, effect.step);
      return;
    }
    case 'writeSource':
      return writeSource(workbench, effect);
    case 'acceptWreck':
      return acceptWreck(workbench, effect.step, signal);
    default:
      return unreachable(effect);
  }
}

type EffectOf<Type extends SessionEffect['type']> = Extract<SessionEffect, { type: Type }>;

function refuse({ emit, ports }: Workbench, message: string): void {
  emit({ type: 'fix/refused', message, time: ports.clock.now() });
}

const withoutFile = 'this session has no Dockerfile on disk that could be fixed';

function proposeFix(workbench: Workbench, order: EffectOf<'proposeFix'>): void {
  const { emit, ports } = workbench;
  const { step, tried, kept, instruction, isOffered = false } = order;
  const proposed = ports.fixes?.propose({
    start: stepOf(workbench, step).range.start,
    tried,
    ...(kept === undefined ? {} : { kept }),
    ...(instruction === undefined ? {} : { instruction }),
  });
  if (proposed !== undefined && !('refused' in proposed))
    emit({
      type: 'fix/proposed',
      step,
      ...proposed,
      ...(isOffered ? { isOffered } : {}),
      time: ports.clock.now(),
    });
  else if (!isOffered) refuse(workbench, proposed?.refused ?? withoutFile);
}

function reportProof(workbench: Workbench, id: number): void {
  const { emit, ports } = workbench;
  const { line, text } = stepOf(workbench, id);
  emit({ type: 'fix/proved', step: id, line, text, time: ports.clock.now() });
}

async function writeSource(workbench: Workbench, { before, text }: EffectOf<'writeSource'>): Promise<void> {
  const { emit, ports } = workbench;
  const written = await ports.fixes?.write({ before, text });
  if (written === undefined) refuse(workbench, withoutFile);
  else if ('refused' in written) refuse(workbench, written.refused);
  else emit({ type: 'source/written', ...written, time: ports.clock.now() });
}

/** The container goes on with what the step left; mounts of its own leave it as after a success. */
async function acceptWreck(workbench: Workbench, id: number, signal: AbortSignal): Promise<void> {
  const { emit, ports } = workbench;
  const { line, text } = stepOf(workbench, id);
  try {
    const live = await openWreck(workbench, id, signal);
    if (live === undefined) {
      refuseWreck(
        workbench,
        id,
        'nothing is left of the failed step that could be accepted: r runs it again',
      );
      return;
    }
    if (live.own?.step === id && live.own.isReady) await leaveRoom(workbench, live, signal);
    live.isDirty = false;
    live.isHandmade = true;
    live.hasChanges = true;
    live.applied = id;
  } catch (error) {
    if (!(error instanceof EngineError) || !isAttended(workbench)) throw error;
    refuseWreck(workbench, id, `what the step left cannot be accepted: ${error.message}`);
    return;
  }
  const stage = stageOf(workbench, id).name;
  emit({ type: 'step/accepted', step: id, stage, line, text, time: ports.clock.now() });
}

/** It stays the failed step that it was. */
function refuseWreck({ emit, ports, state }: Workbench, step: number, message: string): void {
  const { exitCode = 1, tail = [] } = state().failure ?? {};
  const line = state().plan.steps[step]?.line ?? 0;
  emit({ type: 'step/failed', step, line, exitCode, message, tail, time: ports.clock.now() });
}
