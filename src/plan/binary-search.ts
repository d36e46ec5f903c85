/** By binary search: from the one that is found on, the condition holds for all. */
export function firstThat<Item>(
  items: readonly Item[],
  holds: (item: Item) => boolean,
  [first, end]: readonly [first: number, end: number] = [0, items.length],
): Item | undefined {
  let [low, high] = [first, end];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(items[middle] as Item)) high = middle;
    else low = middle + 1;
  }
  return low < end ? items[low] : undefined;
}

/** The last of ascending numbers that is below the limit. */
export function lastBelow(numbers: readonly number[] | undefined, limit: number): number | undefined {
  if (numbers === undefined) return undefined;
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((numbers[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return numbers[low - 1];
}
