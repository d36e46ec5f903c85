/** A key as help and hints show it: `^C`, `Esc`, `Shift-Up`, `n`. */
export function labelKey(key: string): string {
  const { modifiers = '', name = '' } =
    /^(?<modifiers>(?:ctrl\+|alt\+|shift\+)*)(?<name>.+)$/s.exec(key)?.groups ?? {};
  if (modifiers === 'ctrl+' && name.length === 1) return `^${name.toUpperCase()}`;
  const held = modifiers.replaceAll(
    /(\w)(\w*)\+/g,
    (_, first: string, rest: string) => `${first.toUpperCase()}${rest}-`,
  );
  return held + (labels[name] ?? name);
}

const labels: Readonly<Record<string, string>> = {
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  home: 'Home',
  end: 'End',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  insert: 'Ins',
  delete: 'Del',
  backspace: 'Backspace',
  tab: 'Tab',
  return: 'Enter',
  escape: 'Esc',
  space: 'Space',
};
