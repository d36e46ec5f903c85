// Time that passes when the test says so. Only for code that runs while `use` does: the real timers come back with it.
export interface FakeClock {
  readonly now: () => number;
  /** Runs what falls due meanwhile, in its order. */
  readonly advance: (milliseconds: number) => void;
  /** How many timers wait. */
  readonly waiting: () => number;
}

interface Timer {
  readonly due: number;
  readonly run: () => void;
}

export function withFakeTimers(use: (clock: FakeClock) => void): void {
  const { setTimeout, clearTimeout } = globalThis;
  const { now: realNow } = Date;
  const timers = new Map<number, Timer>();
  let now = 1_000_000;
  let count = 0;
  const set = (run: () => void, milliseconds = 0): number => {
    timers.set((count += 1), { due: now + milliseconds, run });
    return count;
  };
  const advance = (milliseconds: number): void => {
    const end = now + milliseconds;
    for (let first = findDue(timers, end); first !== undefined; first = findDue(timers, end)) {
      const [id, { due, run }] = first;
      timers.delete(id);
      now = Math.max(now, due);
      run();
    }
    now = end;
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: (id: number) => timers.delete(id) });
  Object.assign(Date, { now: () => now });
  try {
    use({ now: () => now, advance, waiting: () => timers.size });
  } finally {
    Object.assign(globalThis, { setTimeout, clearTimeout });
    Object.assign(Date, { now: realNow });
  }
}

const findDue = (timers: ReadonlyMap<number, Timer>, end: number): [number, Timer] | undefined =>
  [...timers].filter(([, { due }]) => due <= end).sort(([, left], [, right]) => left.due - right.due)[0];
