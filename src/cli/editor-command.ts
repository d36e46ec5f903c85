// The user's editor, opened at a line.
import { accessSync, constants } from 'node:fs';
import { basename, delimiter, join } from 'node:path';

export interface EditorCommand {
  readonly program: string;
  readonly words: readonly string[];
}

type Opening = (line: number, file: string) => readonly string[];

const plusLine: Opening = (line, file) => [`+${String(line)}`, file];
const colonLine: Opening = (line, file) => [`${file}:${String(line)}`];
/** They return at once unless they are told to wait. */
const inWindow: Opening = (line, file) => ['--wait', '--goto', `${file}:${String(line)}`];
const waiting: Opening = (line, file) => ['--wait', `${file}:${String(line)}`];

/** How each is told the line. Any other gets the file alone. */
const openings: Readonly<Record<string, Opening>> = {
  vi: plusLine,
  vim: plusLine,
  nvim: plusLine,
  view: plusLine,
  nano: plusLine,
  pico: plusLine,
  micro: plusLine,
  emacs: plusLine,
  emacsclient: plusLine,
  mg: plusLine,
  joe: plusLine,
  ne: plusLine,
  kak: plusLine,
  hx: colonLine,
  helix: colonLine,
  code: inWindow,
  'code-insiders': inWindow,
  codium: inWindow,
  cursor: inWindow,
  subl: waiting,
  zed: waiting,
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** $VISUAL, else $EDITOR, else the first that is there; undefined where none is. */
export function editorCommand(
  environment: Environment,
  { line, file }: { readonly line: number; readonly file: string },
): EditorCommand | undefined {
  const wished = [environment.VISUAL, environment.EDITOR].find((each) => (each ?? '').trim() !== '');
  const chosen = wished ?? ['vi', 'nano'].find((name) => isThere(name, environment.PATH));
  if (chosen === undefined) return undefined;
  const [program = '', ...given] = splitWords(chosen);
  const opening = openings[basename(program)] ?? ((_line, path) => [path]);
  const added = opening(line, file).filter((word) => !given.includes(word));
  return { program, words: [...given, ...added] };
}

/** As a shell splits them: it may have arguments, and blanks in quotes. */
const splitWords = (text: string): string[] =>
  [...text.matchAll(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g)].map(([word]) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'|\\(.)/g, (_, double?: string, single?: string, escaped?: string) =>
      [double, single, escaped].filter((part) => part !== undefined).join(''),
    ),
  );

const isThere = (name: string, path = ''): boolean =>
  path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
