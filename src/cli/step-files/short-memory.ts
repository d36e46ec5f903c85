/** What was used last, so many of them; the others are forgotten. */
export interface ShortMemory<Value> {
  get(key: string): Value | undefined;
  /** Gives the value. */
  put(key: string, value: Value): Value;
  remove(key: string): void;
  clear(): void;
}

/** `forget` is told what gives way to others. */
export function createShortMemory<Value>(
  limit: number,
  forget: (value: Value) => void = () => undefined,
): ShortMemory<Value> {
  // A map keeps the order in which its keys came.
  const values = new Map<string, Value>();
  const put = (key: string, value: Value): Value => {
    values.delete(key);
    values.set(key, value);
    const [oldest] = values;
    if (values.size > limit && oldest !== undefined) {
      values.delete(oldest[0]);
      forget(oldest[1]);
    }
    return value;
  };
  return {
    get: (key) => {
      const value = values.get(key);
      return value === undefined ? undefined : put(key, value);
    },
    put,
    remove: (key) => {
      values.delete(key);
    },
    clear: () => {
      values.clear();
    },
  };
}
