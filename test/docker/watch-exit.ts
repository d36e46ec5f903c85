// What a command leaves behind is ended when the command itself has ended; the container is a scripted one.
import test from 'ava';
import type { Sight } from '../../src/docker/containers/control-shells.js';
import { endLeftoversAtExit } from '../../src/docker/containers/watch-exit.js';

/** Looks into a container that shows `sights`, the last of them for ever. */
async function watch(sights: readonly Sight[], looks = 40): Promise<{ ended: number; looked: number }> {
  const settled = new AbortController();
  let looked = 0;
  let ended = 0;
  const shells = {
    look: () => {
      looked += 1;
      if (looked >= looks) settled.abort();
      return Promise.resolve(sights[Math.min(looked, sights.length) - 1] ?? 'nothing');
    },
    endLeftovers: () => {
      ended += 1;
      return Promise.resolve();
    },
  };
  await endLeftoversAtExit(shells, 'c', settled.signal).catch(() => undefined);
  return { ended, looked };
}

test('what is left of a command that was seen', async (t) => {
  t.deepEqual(await watch(['command', 'orphan']), { ended: 1, looked: 3 });
});

test('what is left of a command that ended before the first look', async (t) => {
  t.deepEqual(await watch(['orphan']), { ended: 1, looked: 2 });
});

test('one look is not enough', async (t) => {
  t.deepEqual(await watch(['orphan', 'command', 'orphan', 'orphan']), { ended: 1, looked: 4 });
});

for (const sight of ['command', 'nothing'] as const) {
  test(`nothing is ended where there is nothing left behind: ${sight}`, async (t) => {
    t.deepEqual(await watch([sight], 5), { ended: 0, looked: 5 });
  });
}
