import type { MessageCode } from './codes.js';
import type { Range } from './range.js';

export type Severity = 'error' | 'warning';

/**
 * A problem in the user's Dockerfile, script or keys.json, as data: collected, never thrown. `text` says what was expected
 * and what was found, `hint` what to do next. `range` is in the file's text.
 */
export interface Message {
  readonly code: MessageCode;
  readonly severity: Severity;
  readonly text: string;
  readonly range: Range;
  readonly hint?: string;
}

/** Builds an error message; the severity is the only thing it fills in. */
export function problem(code: MessageCode, range: Range, text: string, hint?: string): Message {
  return { code, severity: 'error', text, range, ...(hint === undefined ? {} : { hint }) };
}

/** Builds a warning message. */
export function warning(code: MessageCode, range: Range, text: string, hint?: string): Message {
  return { ...problem(code, range, text, hint), severity: 'warning' };
}

export const isError = (message: Message): boolean => message.severity === 'error';
