// What the engine layer knows by the numbers of steps and stages, after the plan has got others.
import type { Plan } from '../plan/plan.js';
import { dropLive } from './live-container.js';
import type { Replanned } from './replanned.js';
import type { LiveContainer, SessionSettings, Workbench } from './workbench.js';

/** `sameAs` as in `plan/replaced`; the session still has the plan before. */
export function renumberWorkbench(
  workbench: Workbench,
  made: Replanned,
  sameAs: readonly (number | null)[],
): void {
  const numbers = numbersOf(workbench.state().plan, made.plan, sameAs);
  const live = workbench.live && renumberLive(workbench.live, numbers);
  if (live === undefined) dropLive(workbench);
  else workbench.live = live;
  workbench.keys = made.keys;
  workbench.settings = renumberSettings(workbench.settings, made, numbers);
  workbench.writes = workbench.writes.flatMap((each) => {
    const step = numbers.step(each.step);
    const stage = numbers.stage(each.stage);
    return step === undefined || stage === undefined ? [] : [{ ...each, step, stage }];
  });
  const warned = [...workbench.warnedStages].flatMap((stage) => numbers.stage(stage) ?? []);
  workbench.warnedStages.clear();
  for (const stage of warned) workbench.warnedStages.add(stage);
}

/** From before to after; undefined for what is not the same any more. */
interface Numbers {
  step(before: number): number | undefined;
  /** A stage is the same as long as it begins alike. */
  stage(before: number): number | undefined;
}

function numbersOf(before: Plan, after: Plan, sameAs: readonly (number | null)[]): Numbers {
  const steps = new Map(sameAs.flatMap((old, id) => (old === null ? [] : [[old, id] as const])));
  const stages = new Map(
    before.stages.flatMap(({ index, firstStep }) => {
      const first = steps.get(firstStep);
      const stage = first === undefined ? undefined : after.steps[first]?.stage;
      return stage === undefined ? [] : [[index, stage] as const];
    }),
  );
  return { step: (each) => steps.get(each), stage: (each) => stages.get(each) };
}

/** No step has this number: the room was made for one that is gone. */
const noStep = -1;

/** Undefined where the state it holds, or came from, is none of the new plan's. */
function renumberLive(live: LiveContainer, numbers: Numbers): LiveContainer | undefined {
  const { base, savedAs, own } = live;
  const stage = numbers.stage(live.stage);
  const applied = numbers.step(live.applied);
  const baseStep = numbers.step(base.step);
  const saved = savedAs && numbers.step(savedAs.step);
  if (stage === undefined || applied === undefined || baseStep === undefined) return undefined;
  if (savedAs !== undefined && saved === undefined) return undefined;
  return {
    ...live,
    stage,
    applied,
    base: { ...base, step: baseStep },
    ...(savedAs === undefined || saved === undefined ? {} : { savedAs: { ...savedAs, step: saved } }),
    ...(own === undefined ? {} : { own: { ...own, step: numbers.step(own.step) ?? noStep } }),
  };
}

function renumberSettings(settings: SessionSettings, made: Replanned, numbers: Numbers): SessionSettings {
  const { keysBefore, keptTags, wreck, travel, ...rest } = settings;
  const wreckStep = wreck && numbers.step(wreck.step);
  return {
    ...rest,
    keys: made.keys,
    ...(made.keysBefore === undefined ? {} : { keysBefore: made.keysBefore }),
    ...(made.keptTags === undefined ? {} : { keptTags: made.keptTags }),
    baseImages: made.baseImages,
    ...(wreck === undefined || wreckStep === undefined ? {} : { wreck: { ...wreck, step: wreckStep } }),
    ...(travel === undefined ? {} : { travel: { ...travel, bases: made.bases ?? travel.bases } }),
  };
}
