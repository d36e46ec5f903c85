// Every role is to be read on a light terminal as on a dark one, and without colours as with them.
import test from 'ava';
import { looks, paintRow } from '../../../src/tui/components/paint.js';
import type { Style } from '../../../src/tui/present/span.js';

/** Tango, which GNOME's terminals have: red, green and blue of the colours 30 to 37. */
const palette = [
  [0, 0, 0],
  [204, 0, 0],
  [78, 154, 6],
  [196, 160, 0],
  [52, 101, 164],
  [117, 80, 123],
  [6, 152, 154],
  [211, 215, 207],
] as const;
type Color = readonly [number, number, number];
const black: Color = [0, 0, 0];
const white: Color = [255, 255, 255];

/** WCAG 2.2, relative luminance and contrast ratio. */
const luminance = (color: Color): number => {
  const [red, green, blue] = color.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: Color, other: Color): number => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

const roles = Object.entries(looks) as [Style, readonly [string, string]][];

for (const [role, [colored, plain]] of roles) {
  test(`${role} vanishes neither on white nor on black`, (t) => {
    for (const parameter of colored.split(';').map(Number)) {
      t.true(parameter < 40, 'backgrounds and bright colours depend on the theme');
      const color = parameter < 30 ? undefined : palette[parameter - 30];
      if (color === undefined) continue;
      for (const ground of [white, black]) t.true(contrast(color, ground) >= 3, `${parameter}`);
    }
  });

  test(`${role} has no colour without colours`, (t) => {
    for (const parameter of plain.split(';').filter((each) => each !== '')) t.true(Number(parameter) < 10);
    const row = { spans: [{ text: '\u001b[31mx\u001b[0m', style: role }] };
    t.notRegex(paintRow(row, false), /\u001b\[[\d;]*3\d/);
  });
}

test('what differs by its colour alone differs by something else without', (t) => {
  const withoutLook = roles.filter(([, [, plain]]) => plain === '').map(([role]) => role);
  t.deepEqual(
    withoutLook,
    ['keyword', 'string', 'variable', 'symbol', 'good'],
    'words and signs say what these are',
  );
});

test('a bar is of one tone, in the colours of the terminal the other way round', (t) => {
  const bar = { bar: true, spans: [{ text: 'a', style: 'bad' as const }, { text: '\u001b[33mb' }] };
  for (const hasColor of [true, false]) t.is(paintRow(bar, hasColor), '\u001b[7mab\u001b[27m');
});
