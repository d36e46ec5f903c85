/**
 * Does all of the clean-up, one thing after the other, whatever becomes of `use`. What stood in the way first is what it
 * rejects with.
 */
export async function cleanUpAfter<Result>(
  use: () => Promise<Result>,
  cleanUps: readonly (() => Promise<void>)[],
): Promise<Result> {
  const [outcome] = await Promise.allSettled([use()]);
  const ended: PromiseSettledResult<unknown>[] = [outcome];
  for (const cleanUp of cleanUps) ended.push(...(await Promise.allSettled([cleanUp()])));
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
