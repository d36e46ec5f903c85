import { setTimeout as sleep } from 'node:timers/promises';
import type { OutputSink } from '../../engine/ports.js';

export interface HeldSink {
  readonly sink: OutputSink;
  /** The first chunk, if it is still held; it is then not passed on. */
  take(): Uint8Array | undefined;
  /** Passes the first chunk on, if it is still held. */
  release(): void;
}

/** The engine ends the stream right after saying why it could not start a command. */
const firstPauseMilliseconds = 20;

/**
 * The engine's own words come as if they were the command's first. So these are held until more comes, or until
 * `hasStarted` says that the command has begun, and it is true.
 */
export function holdFirstChunk(sink: OutputSink, hasStarted: () => Promise<boolean>): HeldSink {
  let held: Parameters<OutputSink> | undefined;
  let isFirst = true;
  const release = () => {
    const chunk = held;
    held = undefined;
    if (chunk) sink(...chunk);
  };
  const releaseWhenStarted = async () => {
    await sleep(firstPauseMilliseconds);
    if (held && (await hasStarted())) release();
  };
  return {
    sink: (stream, chunk) => {
      release();
      if (!isFirst) {
        sink(stream, chunk);
        return;
      }
      isFirst = false;
      held = [stream, chunk];
      // A failure of it shows when the stream ends, where everything held is passed on.
      releaseWhenStarted().catch(() => undefined);
    },
    take: () => {
      const [, chunk] = held ?? [];
      held = undefined;
      return chunk;
    },
    release,
  };
}
