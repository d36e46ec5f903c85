/** One word of a POSIX shell, whatever is in it. */
export const quoteWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
