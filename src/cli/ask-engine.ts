// The engine is asked about itself before anything else is read: its answer is what the start of a command waits for.
import { connectEngine, type ConnectedEngine } from '../docker/connect.js';
import type { EngineDescription } from '../engine/ports.js';
import { resolveEngineAddress } from './engine-address.js';
import { findCredentials } from './registry-credentials.js';

export interface AskedEngine {
  /** Rejects as the address does where it cannot be found; awaiting it is what makes that known. */
  readonly connected: Promise<{ readonly engine: ConnectedEngine; readonly host: string }>;
  /** Rejects where `connected` does, and where the engine does not answer. */
  readonly description: Promise<EngineDescription>;
  /** Where nobody waits for the answer any more. */
  hangUp(): void;
}

/** `flag`: the value of `--engine`. */
export function askEngine(flag: string | undefined, signal: AbortSignal): AskedEngine {
  const connected = resolveEngineAddress(flag).then((address) => ({
    engine: connectEngine(address, { findCredentials }),
    host: address.host,
  }));
  const description = connected.then(({ engine }) => engine.describe(signal));
  // What the caller fails of before it awaits them is what it says.
  for (const promise of [connected, description]) promise.catch(() => undefined);
  return {
    connected,
    description,
    hangUp: () => {
      connected.then(
        ({ engine }) => {
          engine.close();
        },
        () => undefined,
      );
    },
  };
}
