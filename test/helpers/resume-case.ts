// A resumed file as a table of lines: what stands in it, and that it does what is left.
import test from 'ava';
import type { ImageConfig } from '../../src/plan/image-config.js';
import { planText } from './plan-text.js';
import { checkResume, cutAfter } from './resume-check.js';

export interface Case {
  readonly file: readonly string[];
  /** The step after which it is cut; the FROM of the first stage is 0. */
  readonly after: number;
  readonly given?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly buildPlatform?: string;
  readonly base?: ImageConfig;
  readonly lines?: true;
  readonly notes?: readonly string[];
}

/** Without the comment at the top; an image is called after its line. */
export const becomes = test.macro((t, wanted: Case, expected: readonly string[]) => {
  const {
    after,
    given = {},
    target,
    buildPlatform = 'linux/amd64',
    base,
    lines = false,
    notes = [],
  } = wanted;
  const original = planText(wanted.file.join('\n'), {
    options: { buildArguments: given, buildPlatform, ...(target === undefined ? {} : { target }) },
    ...(base === undefined ? {} : { images: { base: { config: base } } }),
  });
  t.deepEqual(original.messages, []);
  const check = checkResume(original, cutAfter(original.plan, after), { lines });
  const text = check.text.replace(/^# refrom: .*\n/m, '').replaceAll(/refrom\/test:\S+-(L\d+)-\S+/g, '$1');
  t.deepEqual(text.split('\n'), expected);
  t.deepEqual(check.notes, notes);
  t.deepEqual(check.differences, []);
});
