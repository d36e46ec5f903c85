// How many random cases a property is tried on. The suite takes a few, the same ones at each run, so that it is quick
// and says the same twice; REFROM_PROPERTY_RUNS=5000 takes that many, and others each time.
import process from 'node:process';

export function propertyRuns(usual: number): { numRuns: number; seed?: number } {
  const wanted = process.env.REFROM_PROPERTY_RUNS;
  return wanted === undefined ? { numRuns: usual, seed: 20_261_121 } : { numRuns: Number(wanted) };
}
