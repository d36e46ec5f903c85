/** One character as itself in a regular expression with flag `v`, inside a class or outside. */
export function quoteCharacter(character: string): string {
  return /^[!-/:-@[-`{-~]$/.test(character)
    ? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
    : character;
}
