export type Typed =
  { readonly type: 'text'; readonly text: string } | { readonly type: 'entered' } | { readonly type: 'left' };

/** No place to break at is longer. */
const maximumLength = 500;

/** What a key does to a line that is being typed. Taking back what is not there leaves it, as in vi and less. */
export function typeKey(text: string, key: string): Typed {
  switch (key) {
    case 'return':
      return { type: 'entered' };
    case 'escape':
    case 'ctrl+c':
      return { type: 'left' };
    case 'backspace':
      return text === '' ? { type: 'left' } : { type: 'text', text: Array.from(text).slice(0, -1).join('') };
    case 'ctrl+u':
      return { type: 'text', text: '' };
    case 'space':
      return typeCharacter(text, ' ');
    default:
      return Array.from(key).length === 1 ? typeCharacter(text, key) : { type: 'text', text };
  }
}

const typeCharacter = (text: string, character: string): Typed => ({
  type: 'text',
  text: text.length < maximumLength ? text + character : text,
});
