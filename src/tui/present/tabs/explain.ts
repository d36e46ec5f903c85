// What the step at the cursor does, in the words of `refrom explain`.
import { wrapHanging } from '../wrap-hanging.js';
import { describeStep } from '../describe-step.js';
import { row } from '../span.js';
import { fixedLines } from '../../wrapped-lines.js';
import { aboutStep } from './about-step.js';
import type { Tab } from './tab.js';

export const explainTab: Tab = {
  label: 'Explain',
  content: (scene, { width }) =>
    aboutStep(scene, (step) => {
      // Triggers of a base image stand on one line with their FROM: the line is what is explained.
      const steps = scene.session.plan.steps.filter(({ line }) => line === step.line);
      const lines = steps.flatMap(({ id }) => scene.explain(id, width));
      return {
        subject: describeStep(steps[0] ?? step),
        lines: fixedLines(lines.map((line) => wrapHanging(line, width, labelWidth).map((text) => row(text)))),
        footer: [],
        home: 0,
        scope: step.id,
      };
    }),
};

/** Of `refrom explain`. */
const labelWidth = 9;
