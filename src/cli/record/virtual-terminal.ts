// A terminal that nobody sits at: what the debugger would show there is all that comes of it.
import { PassThrough, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { DebuggerTerminal } from '../../tui/terminal.js';
import type { Size } from '../../tui/view-state.js';

export function createVirtualTerminal(size: Size, hear: (text: string) => void): DebuggerTerminal {
  const decoder = new StringDecoder('utf8');
  const screen = new Writable({
    write: (chunk: Buffer, _, done) => {
      hear(decoder.write(chunk));
      done();
    },
  });
  return {
    stdin: new PassThrough(),
    stdout: Object.assign(screen, size),
    hasColor: true,
    hasUnicode: true,
    hasMouse: false,
    onExit: () => () => undefined,
  };
}
