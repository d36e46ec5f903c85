// The view with all it needs to be drawn: where one looks, what was printed, and where frames go.
import type { SessionInput } from '../session/transition.js';
import type { DebuggerHost } from './debugger-host.js';
import type { ReadScriptTokens } from '../highlight/highlight.js';
import { neededFiles } from './files-place.js';
import { createFrameRenderer } from './frame-renderer.js';
import { keyTable } from './keys.js';
import { createOutputLog } from './output-log.js';
import { marksFor } from './present/marks.js';
import { present } from './present/present.js';
import { pressKey, type KeyRequest } from './press-key.js';
import { pressMouse } from './press-mouse.js';
import type { TerminalKey } from './read-keys.js';
import { createScreenPainter } from './screen-painter.js';
import { splitSource } from './split-source.js';
import type { DebuggerTerminal } from './terminal.js';
import { openLesson } from './turn-to-lesson.js';
import { updateView, type ViewUpdate } from './update-view.js';
import { openView, type Size, type ViewContext, type ViewState } from './view-state.js';

export interface DebuggerWindow {
  update(update: ViewUpdate): void;
  /** The next frame is written whole. */
  resize(size: Size): void;
  press(key: TerminalKey): KeyRequest | undefined;
  record(input: SessionInput): void;
  readonly draw: () => void;
  /** From now on scripts have colours too. */
  colorScripts(readTokens: ReadScriptTokens): void;
  /** The next frame is written whole. */
  forget(): void;
  close(): void;
}

export function openWindow(
  host: DebuggerHost,
  { hasColor, hasUnicode }: Pick<DebuggerTerminal, 'hasColor' | 'hasUnicode'>,
  size: Size,
  write: (text: string) => void,
): DebuggerWindow {
  const { engineName, imageName, keys = keyTable } = host;
  let { text } = host.source;
  let readTokens: ReadScriptTokens | undefined;
  let source = splitSource(host.source);
  const log = createOutputLog();
  const marks = marksFor(hasUnicode);
  const names = { engineName, ...(imageName === undefined ? {} : { imageName }) };
  const renderer = createFrameRenderer(hasColor);
  const painter = createScreenPainter(write);
  const context = (): ViewContext => ({
    session: host.getState(),
    log,
    source,
    explain: host.explain,
    files: host.files,
    marks,
    keys,
    now: Date.now(),
  });
  const opened: ViewState = { ...openView(size), commandHistory: host.commandHistory ?? [] };
  let view = host.getState().teaches ? openLesson(opened) : opened;

  const update = (change: ViewUpdate): void => {
    view = updateView(view, change, context());
  };
  return {
    update,
    resize: (changed) => {
      update({ type: 'resize', size: changed });
      painter.forget();
    },
    press: (key) => {
      const pressed =
        typeof key === 'string' ? pressKey(view, key, context()) : pressMouse(view, key, context());
      view = pressed.view;
      return pressed.request;
    },
    record: (input) => {
      log.record(input);
      if (input.type === 'plan/replaced') {
        ({ text } = input);
        source = splitSource({ ...host.source, text }, readTokens);
      }
      update({ type: 'session', input });
    },
    draw: () => {
      const question = neededFiles(view, context());
      if (question !== undefined) host.files.ask(question);
      const screen = present({ ...context(), ...names, view });
      painter.paint(renderer.render(screen));
    },
    colorScripts: (read) => {
      readTokens = read;
      source = splitSource({ ...host.source, text }, read);
    },
    forget: painter.forget,
    close: renderer.close,
  };
}
