import { keyCodes } from './key-codes.js';
import type { Action, ActionContent } from './story.js';

export function readAction(text: string, line: number): Action {
  for (const { form, read } of forms) {
    const match = form.exec(text);
    if (match === null) continue;
    const content = read(match[1] ?? '', match[2] ?? '');
    if (content !== undefined) return { line, ...content };
  }
  throw new Error(`line ${String(line)}: this is no action: ${text}`);
}

interface ActionForm {
  readonly form: RegExp;
  /** Undefined if it is none after all. */
  readonly read: (first: string, second: string) => ActionContent | undefined;
}

/** The first that fits is it. */
const forms: readonly ActionForm[] = [
  { form: /^\$ (.+)$/, read: (command) => ({ type: 'start', command }) },
  { form: /^types (.+)$/, read: (text) => ({ type: 'types', text }) },
  { form: /^enters (.+)$/, read: (text) => ({ type: 'enters', text }) },
  {
    form: /^presses (\S+)$/,
    read: (key) => (keyCodes.has(key) ? { type: 'presses', key } : undefined),
  },
  { form: /^clicks (.+)$/, read: (text) => ({ type: 'clicks', text }) },
  {
    form: /^resizes (\d+)x(\d+)$/,
    read: (columns, rows) => ({ type: 'resizes', size: { columns: Number(columns), rows: Number(rows) } }),
  },
  { form: /^sees no colours$/, read: () => ({ type: 'seesNoColors' }) },
  { form: /^sees \/(.+)\/$/, read: (pattern) => ({ type: 'sees', pattern: new RegExp(pattern, 'm') }) },
  { form: /^sees (.+)$/, read: (text) => ({ type: 'sees', pattern: new RegExp(escapePattern(text)) }) },
  { form: /^screen ([a-z0-9-]+)$/, read: (name) => ({ type: 'screen', name }) },
  { form: /^ends (\d+)$/, read: (status) => ({ type: 'ends', status: Number(status) }) },
  { form: /^runs (.+)$/, read: (command) => ({ type: 'runs', command, prints: [] }) },
  // Joined with the command above it.
  { form: /^prints(?: (.*))?$/, read: (text) => ({ type: 'runs', command: '', prints: [text] }) },
  {
    form: /^a server gives "(.*)" after (\d+) failures$/,
    read: (text, failures) => ({ type: 'serves', text, failures: Number(failures) }),
  },
];

const escapePattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
