// The pane's title: all tabs, the current one in brackets, and as much of what it shows as there is room for.
import type { TabName } from '../view-state.js';
import { cutText, widthOf, widthOfAll } from './fit.js';
import { formatCount } from './format.js';
import { span, type Span } from './span.js';
import { tabNames, tabs } from './tabs/tabs.js';

export interface TabTitle {
  readonly subject: string;
  /** Lines that are not seen. */
  readonly below: number;
  readonly width: number;
}

export function presentTabBar(current: TabName, { subject, below, width }: TabTitle): readonly Span[] {
  const more = below === 0 ? '' : ` · ${formatCount(below, 'line')} below`;
  const wished = widthOf(more) + (subject === '' ? 0 : goodSubject + gap.length);
  const bar =
    labelLengths
      .map((length) => listTabs(current, length))
      .find((each) => widthOfAll(each) + wished <= width) ?? listTabs(current, shortest);
  const room = width - widthOfAll(bar);
  const remark = widthOf(more) <= room ? more : '';
  const left = room - widthOf(remark) - gap.length;
  const isNamed = subject !== '' && left >= minimumSubject;
  const named = isNamed ? [span(gap), span(cutText(subject, left), 'strong')] : [];
  return [...bar, ...named, span(remark, 'current')];
}

const gap = ' · ';

/** So many columns of a step's text tell which one it is. */
const goodSubject = 10;

/** The number of its line. */
const minimumSubject = 5;

/** Of the labels of the others, as much as there is room for. */
const labelLengths = [Infinity, 3, 1] as const;
const shortest = 1;

/** Brackets, since not every terminal has colours. */
const listTabs = (current: TabName, length: number): Span[] =>
  tabNames.flatMap((name, index) => {
    const { label } = tabs[name];
    const shown = name === current ? span(`[${label}]`, 'current') : span(label.slice(0, length), 'faint');
    return [...(index === 0 ? [] : [span(' ')]), { ...shown, tab: name }];
  });
