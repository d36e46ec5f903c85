export interface DrawScheduler {
  /** Draws soon, not more often than the rate allows, however often it is asked. */
  request(): void;
  /** Draws once after so long, unless something else draws before. */
  requestAfter(milliseconds: number): void;
  /** Draws at once: for keys, which a person types. */
  drawNow(): void;
  stop(): void;
}

/** Twenty-five frames a second: a key's frame never waits long behind those of output. */
export const minimumInterval = 40;

export function createDrawScheduler(draw: () => void, now: () => number): DrawScheduler {
  let timer: NodeJS.Timeout | undefined;
  let due = Infinity;
  let last = -Infinity;
  let isStopped = false;

  const drawNow = (): void => {
    clearTimeout(timer);
    due = Infinity;
    if (isStopped) return;
    draw();
    last = now();
  };

  const requestAt = (time: number): void => {
    if (isStopped || time >= due) return;
    clearTimeout(timer);
    due = time;
    timer = setTimeout(drawNow, Math.max(0, time - now()));
  };

  return {
    request: () => {
      requestAt(Math.max(now(), last + minimumInterval));
    },
    requestAfter: (milliseconds) => {
      requestAt(now() + milliseconds);
    },
    drawNow,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
