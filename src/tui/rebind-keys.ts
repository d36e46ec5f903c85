// The user's `keys.json` on top of the table of keys. Pure; all that is wrong is told together.
import { problem, type Message } from '../messages/message.js';
import { suggestion } from '../messages/nearest.js';
import { readKeyEntries, type KeyEntry, type PlacedText } from '../syntax/values/key-entries.js';
import { isKeyName, keyNames } from './key-names.js';
import { keyTable, modes, withKeys, type KeyBinding, type KeyTable, type Mode } from './keys.js';

export interface KeySettings {
  readonly keys: KeyTable;
  readonly hasMouse: boolean;
}

export const ordinarySettings: KeySettings = { keys: keyTable, hasMouse: true };

/** Where there are messages, the settings are not to be used. */
export function rebindKeys(text: string): { settings: KeySettings; messages: readonly Message[] } {
  const read = readKeyEntries(text);
  if ('offset' in read) return { settings: ordinarySettings, messages: [brokenFile(read)] };
  const { entries } = read;
  const chosen = new Map(entries.map((entry) => [entry.name.text, entry]));
  const keys = mapModes((bindings) => bindings.map((binding) => rebind(binding, chosen.get(binding.name))));
  const messages = [
    ...findDoubles(entries),
    ...entries.flatMap(checkEntry),
    ...modes.flatMap((mode) => findClashes(keys[mode], chosen)),
  ];
  return { settings: { keys, hasMouse: chosen.get(mouse)?.value !== false }, messages };
}

/** The one setting that is no action. */
const mouse = 'mouse';

const mapModes = (change: (bindings: readonly KeyBinding[]) => readonly KeyBinding[]): KeyTable => ({
  session: change(keyTable.session),
  files: change(keyTable.files),
  checkpoints: change(keyTable.checkpoints),
  fix: change(keyTable.fix),
  search: change(keyTable.search),
});

const rebind = (binding: KeyBinding, entry: KeyEntry | undefined): KeyBinding =>
  entry === undefined || typeof entry.value === 'boolean'
    ? binding
    : withKeys(
        binding,
        entry.value.map(({ text }) => text),
      );

const brokenFile = ({ offset, found }: { offset: number; found: string | null }): Message =>
  problem(
    'key-file-invalid',
    { start: offset, end: offset + (found?.length ?? 0) },
    `expected a JSON object of actions, each with a key or a list of keys; found ${found === null ? 'the end of the file' : JSON.stringify(found)}`,
    'such as { "next": "f", "continue": ["c", "space"] }',
  );

const findDoubles = (entries: readonly KeyEntry[]): Message[] =>
  entries.flatMap(({ name }, index) =>
    entries.slice(0, index).some((before) => before.name.text === name.text)
      ? [problem('key-file-invalid', name.range, `\`${name.text}\` stands here a second time`)]
      : [],
  );

function checkEntry({ name, value }: KeyEntry): Message[] {
  if (name.text === mouse)
    return typeof value === 'boolean' ? [] : [complain(name, 'expected true or false')];
  const mode = modes.find((each) => keyTable[each].some((binding) => binding.name === name.text));
  if (mode === undefined) return [unknownAction(name)];
  if (typeof value === 'boolean') return [complain(name, 'expected a key, or a list of keys')];
  if (value.length === 0 && indispensable.has(name.text))
    return [complain(name, 'it must have a key: there is no other way to do it')];
  return value.flatMap((key) => checkKey(key, mode));
}

const indispensable: ReadonlySet<string> = new Set([
  'quit',
  'help',
  'interrupt',
  'search-close',
  'fix-confirm',
  'fix-drop',
]);

const complain = ({ text, range }: PlacedText, what: string): Message =>
  problem('key-file-invalid', range, `\`${text}\`: ${what}`);

function unknownAction({ text, range }: PlacedText): Message {
  const names = [...modes.flatMap((mode) => keyTable[mode].map(({ name }) => name)), mouse];
  const hint = suggestion(text, names) ?? 'refrom debug --keys lists all of them';
  return problem('key-file-invalid', range, `there is no action \`${text}\``, hint);
}

function checkKey({ text, range }: PlacedText, mode: Mode): Message[] {
  if (!isKeyName(text)) {
    const forms = 'a key is a character, ctrl+ with a letter, alt+ with a character, or one of ';
    const hint = suggestion(text, keyNames) ?? forms + keyNames.join(', ');
    return [problem('key-file-invalid', range, `there is no key ${JSON.stringify(text)}`, hint)];
  }
  const isTyped = mode === 'search' && (Array.from(text).length === 1 || text === 'space');
  return isTyped
    ? [
        problem(
          'key-file-invalid',
          range,
          `in a search ${JSON.stringify(text)} is typed, and does nothing else`,
        ),
      ]
    : [];
}

/** Of each pair with one key, told where the user wrote it: of the later one, or of that which is there at all. */
function findClashes(
  bindings: readonly KeyBinding[],
  chosen: ReadonlyMap<string, KeyEntry>,
): readonly Message[] {
  return bindings.flatMap((binding, index) =>
    bindings
      .slice(0, index)
      .flatMap((other) =>
        binding.keys
          .filter((key) => other.keys.includes(key))
          .flatMap((key) => tellClash(key, [binding, other], chosen)),
      ),
  );
}

function tellClash(
  key: string,
  pair: readonly [KeyBinding, KeyBinding],
  chosen: ReadonlyMap<string, KeyEntry>,
): readonly Message[] {
  const places = pair.flatMap(({ name }) => {
    const value = chosen.get(name)?.value;
    const placed = typeof value === 'object' ? value.find(({ text }) => text === key) : undefined;
    return placed === undefined ? [] : [{ name, range: placed.range }];
  });
  const place = places.toSorted((a, b) => a.range.start - b.range.start).at(-1);
  if (place === undefined) return [];
  const other = pair.find(({ name }) => name !== place.name)?.name ?? '';
  const text = `\`${place.name}\`: ${JSON.stringify(key)} is the key of \`${other}\` already`;
  const hint = `give \`${other}\` another one here, or take another one for \`${place.name}\``;
  return [problem('key-file-invalid', place.range, text, hint)];
}
