/** The text alone, of text that may hold SGR sequences. */
export const withoutColors = (text: string): string =>
  text.includes('\u001b') ? text.replaceAll(/\u001b\[[\d;:]*m/g, '') : text;
