import { setTimeout as wait } from 'node:timers/promises';

const pollMilliseconds = 20;
const patienceMilliseconds = 30_000;

/** Waits until the screen is the golden one: that is how it is known to have come to rest. */
export async function awaitGolden(
  look: () => string,
  golden: string | undefined,
  name: string,
): Promise<string> {
  if (golden === undefined)
    throw new Error(`there is no screens/${name}.txt; REFROM_STORIES=write writes it:\n${look()}`);
  const end = performance.now() + patienceMilliseconds;
  for (;;) {
    const screen = look();
    if (screen === golden) return screen;
    if (performance.now() > end)
      throw new Error(`the screen is not that of screens/${name}.txt:\n${golden}\nbut\n${screen}`);
    await wait(pollMilliseconds);
  }
}

/** Only to write a golden screen, which somebody looks at: none is compared in this way. */
export async function awaitStillness(look: () => string): Promise<string> {
  let [screen, since] = [look(), performance.now()];
  while (performance.now() - since < 700) {
    await wait(pollMilliseconds);
    const now = look();
    if (now !== screen) [screen, since] = [now, performance.now()];
  }
  return screen;
}
