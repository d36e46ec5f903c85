// What a terminal sends, as names of keys: `n`, `R`, `up`, `shift+down`, `ctrl+c`, `escape`.
// Forms: xterm's "PC-style function keys"; pasted text (bracketed paste) is no key and is left out.
import { keysByLetter, keysByNumber, namedCharacters } from './key-names.js';
import { readMouse, type MouseInput } from './read-mouse.js';

/** Of a key its name. */
export type TerminalKey = string | MouseInput;

export interface KeysRead {
  readonly keys: readonly TerminalKey[];
  /** The beginning of a sequence whose end has not come; bounded. A lone escape key looks like one. */
  readonly rest: string;
}

export function readKeys(text: string): KeysRead {
  const keys: TerminalKey[] = [];
  let position = 0;
  while (position < text.length) {
    const found = readKey(text, position);
    if (found === undefined) return { keys, rest: shortenRest(text.slice(position)) };
    if (found.key !== undefined) keys.push(found.key);
    position = found.end;
  }
  return { keys, rest: '' };
}

interface KeyFound {
  /** Undefined: nothing that is a key of ours. */
  readonly key: TerminalKey | undefined;
  readonly end: number;
}

const escape = '\u001b';
export const pasteStart = `${escape}[200~`;
const pasteEnd = `${escape}[201~`;

const sequence = /\u001b(?:\[([\d;:<=>?]*)[ -/]*([@-~])|O([\d;]*)([A-Za-z]))/y;
const string = /\u001b[\]P_^X][^\u0007\u001b]*(?:\u0007|\u001b\\)/y;
const unfinishedSequence = /^\u001b[[O][\d;:<=>?]*[ -/]*$/;
const unfinishedString = /^(\u001b[\]P_^X])[^\u0007\u001b]*(\u001b?)$/;

/** Longer than any sequence that is sent unasked. */
const maximumSequence = 64;

/** Undefined if the text ends in the middle of a key. */
function readKey(text: string, start: number): KeyFound | undefined {
  if (text[start] !== escape) return readCharacter(text, start);
  if (start + 1 === text.length) return undefined;
  if (text.startsWith(pasteStart, start)) {
    const end = text.indexOf(pasteEnd, start);
    return end === -1 ? undefined : { key: undefined, end: end + pasteEnd.length };
  }
  sequence.lastIndex = start;
  const match = sequence.exec(text);
  if (match?.[0] === oldMouse) return skipOldMouse(text, sequence.lastIndex);
  if (match !== null) return { key: readSequence(match), end: sequence.lastIndex };
  return isUnfinished(text.slice(start)) ? undefined : readStringOrMeta(text, start);
}

/** A terminal without mode 1006 tells of the mouse in three characters behind this, which must not be taken for keys. */
const oldMouse = `${escape}[M`;
const skipOldMouse = (text: string, start: number): KeyFound | undefined =>
  text.length < start + 3 ? undefined : { key: undefined, end: start + 3 };

const isUnfinished = (text: string): boolean =>
  (text.length <= maximumSequence && unfinishedSequence.test(text)) || unfinishedString.test(text);

/** An answer of the terminal's to something asked before is not for us; other keys after an escape are Alt's. */
function readStringOrMeta(text: string, start: number): KeyFound | undefined {
  string.lastIndex = start;
  if (string.test(text)) return { key: undefined, end: string.lastIndex };
  if (text[start + 1] === escape) return { key: 'escape', end: start + 1 };
  const next = readCharacter(text, start + 1);
  return { key: `alt+${next.key}`, end: next.end };
}

function readCharacter(text: string, start: number): { readonly key: string; readonly end: number } {
  const code = text.codePointAt(start) ?? 0;
  const character = String.fromCodePoint(code);
  const end = start + character.length;
  const control = code < 32 ? `ctrl+${String.fromCharCode(code + 96)}` : character;
  return { key: namedCharacters[character] ?? control, end };
}

function readSequence(match: RegExpExecArray): TerminalKey | undefined {
  const [, csi = '', csiFinal = ''] = match;
  return csi.startsWith('<') ? readMouse(csi, csiFinal) : nameSequence(match);
}

function nameSequence([, csi, csiFinal, ss3, ss3Final]: RegExpExecArray): string | undefined {
  const [number = '', modifiers = ''] = (csi ?? ss3 ?? '').split(';');
  const final = csiFinal ?? ss3Final ?? '';
  const name = final === '~' ? keysByNumber[number] : keysByLetter[final];
  return name === undefined ? undefined : nameModifiers(Number(modifiers)) + name;
}

/** One more than the sum of 1 for Shift, 2 for Alt, 4 for Control. */
function nameModifiers(code: number): string {
  const bits = code > 1 ? code - 1 : 0;
  return `${bits & 4 ? 'ctrl+' : ''}${bits & 2 ? 'alt+' : ''}${bits & 1 ? 'shift+' : ''}`;
}

/** Of what is no key only that it has begun matters, and what may be the beginning of its end. */
const shortenRest = (rest: string): string =>
  rest.startsWith(pasteStart)
    ? pasteStart + rest.slice(pasteStart.length).slice(1 - pasteEnd.length)
    : rest.replace(unfinishedString, '$1$2');
