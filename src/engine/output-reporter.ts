// A step's output on its way to events: decoded, harmless, in pieces worth an event, with the last lines remembered.
import { StringDecoder } from 'node:string_decoder';
import { createSanitizer } from '../messages/sanitize-output.js';
import type { OutputSink } from './ports.js';
import type { Workbench } from './workbench.js';

export interface OutputReporter {
  readonly sink: OutputSink;
  /** Emits what is left of unfinished characters. */
  flush(): void;
  /** The last lines, newest last. */
  tail(): readonly string[];
}

const tailLines = 20;
/** Of a line in the tail; the rest of a longer one is not remembered. */
const tailLineLength = 2_000;

export function createOutputReporter(step: number, { emit, ports }: Workbench): OutputReporter {
  const tail = createTail();
  const streams = createTextStreams((stream, text) => {
    tail.add(text);
    emit({ type: 'step/output', step, stream, text, time: ports.clock.now() });
  });
  return { ...streams, tail: tail.lines };
}

/** The two streams of a command, decoded and harmless; `report` never gets an empty text. */
export function createTextStreams(
  report: (stream: 'stdout' | 'stderr', text: string) => void,
): Pick<OutputReporter, 'sink' | 'flush'> {
  const streams = { stdout: openStream(), stderr: openStream() };
  const tell = (stream: 'stdout' | 'stderr', text: string): void => {
    if (text !== '') report(stream, text);
  };
  return {
    sink: (stream, chunk) => {
      const { decoder, sanitize } = streams[stream];
      tell(stream, sanitize(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))));
    },
    flush: () => {
      for (const stream of ['stdout', 'stderr'] as const) tell(stream, streams[stream].decoder.end());
    },
  };
}

const openStream = (): { decoder: StringDecoder; sanitize: (text: string) => string } => ({
  decoder: new StringDecoder('utf8'),
  sanitize: createSanitizer(),
});

/** Remembers the end of a text of any length in bounded memory. */
function createTail(): { add: (text: string) => void; lines: () => readonly string[] } {
  let kept = '';
  return {
    add: (text) => {
      kept += text.length > tailLines * tailLineLength ? text.slice(-tailLines * tailLineLength) : text;
      if (kept.length > 2 * tailLines * tailLineLength) kept = kept.slice(-tailLines * tailLineLength);
    },
    lines: () =>
      kept
        .replace(/\n$/, '')
        .split('\n')
        .slice(-tailLines)
        .map((line) => line.slice(-tailLineLength)),
  };
}
