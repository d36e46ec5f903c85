// Ink lays out; where the frame goes is ours. Ink's own writing cannot be used on a whole screen: it clears the
// scroll-back with every frame as high as the terminal, and writes nothing at all where CI is set.
import { EventEmitter } from 'node:events';
import { render, type Instance } from 'ink';
import type { ReactElement } from 'react';
import { createCanvas, type Canvas } from './components/canvas.js';
import { ScreenView } from './components/ScreenView.js';
import type { Layout } from './present/layout.js';
import type { Screen } from './present/screen.js';
import type { Size } from './view-state.js';

export interface FrameRenderer {
  /** The frame as lines with SGR sequences. */
  render(screen: Screen): string;
  readonly close: () => void;
}

export function createFrameRenderer(hasColor: boolean): FrameRenderer {
  const ink = startInk();
  let drawn: { key: string; canvas: Canvas; frame: string } | undefined;

  const lay = (layout: Layout, key: string): { key: string; canvas: Canvas; frame: string } => {
    const canvas = createCanvas();
    return { key, canvas, frame: ink.draw(<ScreenView layout={layout} canvas={canvas} />, layout.size) };
  };
  return {
    render: ({ layout, rows }) => {
      const key = JSON.stringify(layout);
      if (drawn?.key !== key) drawn = lay(layout, key);
      return drawn.canvas.fill(drawn.frame, rows, hasColor);
    },
    close: ink.close,
  };
}

/** Ink with a stream of ours in the place of the terminal; it never touches the real one, standard input included. */
function startInk(): { draw: (tree: ReactElement, size: Size) => string; close: () => void } {
  const sink = createFrameSink();
  let instance: Instance | undefined;
  return {
    draw: (tree, size) => {
      Object.assign(sink, size);
      if (instance === undefined) instance = render(tree, inkOptions(sink));
      else instance.rerender(tree);
      return sink.frame;
    },
    close: () => {
      instance?.unmount();
      instance?.cleanup();
    },
  };
}

const inkOptions = (sink: unknown): Parameters<typeof render>[1] => ({
  stdout: sink as NodeJS.WriteStream,
  stderr: sink as NodeJS.WriteStream,
  stdin: sink as NodeJS.ReadStream,
  debug: true, // each frame is written whole and at once
  exitOnCtrlC: false,
  patchConsole: false,
});

/** What Ink needs of a stream: its size, and a place to write to. */
const createFrameSink = (): { frame: string } & Size => {
  const sink = Object.assign(new EventEmitter(), {
    columns: 80,
    rows: 24,
    isTTY: false,
    frame: '',
    write: (text: string): boolean => {
      sink.frame = text;
      return true;
    },
  });
  return sink;
};
