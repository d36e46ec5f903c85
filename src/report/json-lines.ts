// `--progress json`: one event a line, as it comes.
import type { SessionEvent } from '../session/events.js';

export const formatJsonLine = (event: SessionEvent): string => `${JSON.stringify(event)}\n`;
