// Colours that one line leaves on for the next.

const maximumStyle = 256;

/** The SGR sequences in force after `text`, if `style` was before it: all since the last reset. */
export function styleAfter(style: string, text: string): string {
  if (!text.includes('\u001b')) return style;
  let after = style;
  for (const [sequence, parameters = ''] of text.matchAll(/\u001b\[([\d;:]*)m/g)) {
    if (/^[0;]*$/.test(parameters)) after = '';
    else after = remember(after, sequence);
  }
  return after;
}

/** A program that never resets repeats itself: the later sequences decide what is seen. */
function remember(style: string, sequence: string): string {
  const all = style.replace(sequence, '') + sequence;
  return all.length <= maximumStyle ? all : sequence;
}

/** At most `length` characters of `text`, ending neither inside a sequence nor inside a character. */
export function cutBeforeSequence(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/\u001b[^m]*$/, '')
    .replace(/[\ud800-\udbff]$/, '');
}
