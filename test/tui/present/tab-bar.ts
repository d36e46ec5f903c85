// The pane's title: which tab it is, of what, and how much is not seen.
import test from 'ava';
import { widthOfAll } from '../../../src/tui/present/fit.js';
import { presentTabBar } from '../../../src/tui/present/tab-bar.js';
import { tabNames, tabs } from '../../../src/tui/present/tabs/tabs.js';
import { textOf } from '../../helpers/scene-of.js';

const bar = (width: number, subject: string, below: number): string =>
  textOf({ spans: presentTabBar('config', { subject, below, width }) });

const all = tabNames.map((name) => (name === 'config' ? '[Config]' : tabs[name].label)).join(' ');
const short = tabNames
  .map((name) => (name === 'config' ? '[Config]' : tabs[name].label.slice(0, 3)))
  .join(' ');

test('with room for it, all is said', (t) => {
  t.is(bar(100, '2: RUN make', 4), `${all} · 2: RUN make · 4 lines below`);
  t.is(bar(100, '2: RUN make', 0), `${all} · 2: RUN make`);
  t.is(bar(100, '', 1), `${all} · 1 line below`);
});

test('with less the subject is cut', (t) => {
  t.is(bar(all.length + 13, '2: RUN make it', 0), `${all} · 2: RUN ma…`);
});

test('with less still the other tabs are shortened', (t) => {
  t.true(bar(all.length + 12, '2: RUN make it', 0).startsWith(`${short} · 2: RUN ma`));
});

const letters = tabNames
  .map((name) => (name === 'config' ? '[Config]' : tabs[name].label.slice(0, 1)))
  .join(' ');

test('at last only the tabs are left, by their first letters', (t) => {
  t.is(bar(letters.length + 24, '2: RUN make it', 4), `${letters} · 2: R… · 4 lines below`);
  t.is(bar(letters.length + 16, '2: RUN make it', 4), `${letters} · 4 lines below`);
  t.is(bar(letters.length + 7, '2: RUN make it', 4), letters);
});

test('whatever the tab and the width of a pane, nothing sticks out', (t) => {
  for (const name of tabNames) {
    for (let width = 36; width < 100; width += 1) {
      const spans = presentTabBar(name, { subject: '12: RUN 日本語 and so on', below: 12, width });
      t.true(widthOfAll(spans) <= width, `${name} at ${width}`);
      t.true(spans.some(({ text }) => text === `[${tabs[name].label}]`));
    }
  }
});
