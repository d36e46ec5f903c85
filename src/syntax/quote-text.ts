const longest = 60;

/** Text of the user's in a message: in backquotes, and cut where it is long. */
export function quoteText(text: string): string {
  return `\`${text.length > longest ? `${text.slice(0, longest - 1)}…` : text}\``;
}
