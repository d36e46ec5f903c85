import test from 'ava';
import { createDrawScheduler, minimumInterval, type DrawScheduler } from '../../src/tui/draw-scheduler.js';
import { withFakeTimers, type FakeClock } from '../helpers/with-fake-timers.js';

/** The times of all frames, counted from the beginning. */
function framesOf(act: (scheduler: DrawScheduler, clock: FakeClock) => void): number[] {
  const frames: number[] = [];
  withFakeTimers((clock) => {
    const start = clock.now();
    const scheduler = createDrawScheduler(() => frames.push(clock.now() - start), clock.now);
    act(scheduler, clock);
    clock.advance(10_000);
  });
  return frames;
}

test('a first request draws without waiting', (t) => {
  t.deepEqual(
    framesOf((scheduler) => {
      scheduler.request();
    }),
    [0],
  );
});

test('however often it is asked, no two frames of output are nearer than the rate allows', (t) => {
  const frames = framesOf((scheduler, { advance }) => {
    for (let count = 0; count < 1000; count += 1) {
      scheduler.request();
      advance(1);
    }
  });
  t.is(frames.length, 1000 / minimumInterval + 1);
  frames.slice(1).forEach((frame, index) => {
    t.is(frame - frames[index]!, minimumInterval);
  });
});

test('the last request is drawn, even when nothing follows it', (t) => {
  const frames = framesOf((scheduler, { advance }) => {
    scheduler.request();
    advance(5);
    scheduler.request();
  });
  t.deepEqual(frames, [0, minimumInterval]);
});

test('a key is drawn at once, and takes the place of what was due', (t) => {
  const frames = framesOf((scheduler, { advance }) => {
    scheduler.request();
    advance(5);
    scheduler.request();
    advance(5);
    scheduler.drawNow();
  });
  t.deepEqual(frames, [0, 10]);
});

test('a frame of output keeps its distance from a frame of a key', (t) => {
  const frames = framesOf((scheduler) => {
    scheduler.drawNow();
    scheduler.request();
  });
  t.deepEqual(frames, [0, minimumInterval]);
});

test('a later wish neither delays nor doubles a nearer one', (t) => {
  const frames = framesOf((scheduler) => {
    scheduler.requestAfter(100);
    scheduler.request();
    scheduler.requestAfter(500);
  });
  t.deepEqual(frames, [0]);
});

test('a wish for later is kept', (t) => {
  t.deepEqual(
    framesOf((scheduler) => {
      scheduler.requestAfter(100);
    }),
    [100],
  );
});

test('drawing may ask for the next frame', (t) => {
  const frames: number[] = [];
  withFakeTimers(({ now, advance }) => {
    const start = now();
    const scheduler = createDrawScheduler(() => {
      frames.push(now() - start);
      if (frames.length < 3) scheduler.requestAfter(100);
    }, now);
    scheduler.drawNow();
    advance(1000);
  });
  t.deepEqual(frames, [0, 100, 200]);
});

test('once stopped nothing is drawn, and no timer keeps the program alive', (t) => {
  const frames = framesOf((scheduler, { waiting }) => {
    scheduler.requestAfter(50);
    scheduler.stop();
    t.is(waiting(), 0);
    scheduler.request();
    scheduler.requestAfter(50);
    scheduler.drawNow();
    t.is(waiting(), 0);
  });
  t.deepEqual(frames, []);
});
