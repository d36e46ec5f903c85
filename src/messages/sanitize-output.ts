// What a program printed, made harmless for a terminal: text, line ends, tabs and colours stay, all else goes.
// Cursor movements, titles, the clipboard (OSC 52), bells and answers asked of the terminal are what goes.
// Grammar: ECMA-48 5.3 to 5.6; the 8-bit forms (U+0080 to U+009F) too, since xterm obeys them in UTF-8.

/**
 * Keeps SGR sequences (`ESC [ 0-9;: m`), newline, tab and carriage return; drops every other control character
 * and control sequence, finished or not. The result never holds an ESC that is not part of a complete SGR.
 */
export const sanitizeOutput = (text: string): string =>
  suspicious.test(text) ? text.replaceAll(controls, '$1') : text;

/**
 * The same over a stream cut anywhere: an unfinished sequence waits for the next chunk. What waits is bounded:
 * of a string only its beginning is kept, of an overlong parameter list only that it is none of ours.
 */
export function createSanitizer(): (chunk: string) => string {
  let tail = '';
  return (chunk) => {
    if (tail === '' && !suspicious.test(chunk)) return chunk;
    const text = tail + chunk;
    const cut = text.search(unfinished);
    tail = cut === -1 ? '' : shorten(text.slice(cut));
    return sanitizeOutput(cut === -1 ? text : text.slice(0, cut));
  };
}

const maximumTail = 64;

/** Any C0, DEL or C1 but tab, newline and carriage return. */
const suspicious = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/;

// A string (OSC, DCS, SOS, PM, APC) also ends at a line end: a stray `ESC ]` must not swallow the rest of a build.
const colour = String.raw`(\x1b\[[\d;:]*m)`;
const sequence = String.raw`(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?`;
const string = String.raw`(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x18\x1a\x1b\x9c\n\r]*(?:\x07|\x1b\\|\x9c)?`;
const escape = String.raw`\x1b[ -/]*[0-~]?`;
const control = String.raw`[\0-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]`;
const controls = new RegExp([colour, sequence, string, escape, control].join('|'), 'g');

/** A sequence that the end of the text interrupts. */
const unfinished =
  /(?:(?:\x1b\[|\x9b)[0-?]*[ -/]*|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x18\x1a\x1b\x9c\n\r]*\x1b?|\x1b[ -/]*)$/;

/** The same state in few characters: a string's text is dropped anyway, and overlong parameters are no SGR. */
function shorten(tail: string): string {
  if (tail.length <= maximumTail) return tail;
  const introducer = /^(?:\x1b[[\]PX^_ -/]|[\x80-\x9f])/.exec(tail)?.[0] ?? '';
  const isSequence = introducer === '\x1b[' || introducer === '\x9b';
  if (isSequence) return `${introducer}<${/[ -/]$/.test(tail) ? ' ' : ''}`;
  return `${introducer}${tail.endsWith('\x1b') ? '\x1b' : ''}`;
}
