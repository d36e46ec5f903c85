// What the image would say of itself after the step at the cursor, and what that step changed of it.
import { aboutStep } from './about-step.js';
import { cutIntoRows } from './cut-into-rows.js';
import { compareConfig, type ConfigChange } from './compare-config.js';
import { wholeSession, type Tab } from './tab.js';
import { describeStep, showControls } from '../describe-step.js';
import { span, type Row, type Style } from '../span.js';
import { fixedLines } from '../../wrapped-lines.js';

export const configTab: Tab = {
  label: 'Config',
  content: (scene, { width }) =>
    aboutStep(scene, (step) => {
      const changes = compareConfig(scene.session.plan, step);
      const lines = changes.map((change, at) => presentChange(change, changes[at - 1], width));
      const changed = changes.findIndex(({ mark }) => mark !== ' ');
      return {
        subject: `after ${describeStep(step)}`,
        lines: fixedLines(lines),
        footer: [],
        home: Math.max(0, changed),
        scope: wholeSession,
      };
    }),
};

const fieldWidth = 'HEALTHCHECK '.length;

const styles: Readonly<Record<ConfigChange['mark'], Style | undefined>> = {
  '+': 'good',
  '~': 'current',
  '-': 'bad',
  ' ': undefined,
};

/** The field is named where it begins. */
function presentChange(change: ConfigChange, above: ConfigChange | undefined, width: number): Row[] {
  const { mark, field, text, remark } = change;
  const style = styles[mark];
  const label = field === above?.field ? '' : field;
  const rest = remark === undefined ? [] : [span(` (${showControls(remark)})`, 'faint')];
  return cutIntoRows(
    [span(`${mark} `, style), span(label.padEnd(fieldWidth), 'keyword')],
    [span(showControls(text), style), ...rest],
    width,
  );
}
