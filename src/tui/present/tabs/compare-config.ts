// A state's configuration, field by field in the words of the Dockerfile, held against that before the step.
import type { Plan, Step } from '../../../plan/plan.js';
import { describeConfig, type ConfigEntry } from './describe-config.js';
import { hideSecrets, secretsUpTo } from './hide-secrets.js';

export interface ConfigChange {
  /** What the step added, changed or took away. */
  readonly mark: '+' | '~' | '-' | ' ';
  readonly field: string;
  readonly text: string;
  readonly remark?: string;
}

/** FROM begins anew: what it brings is no change. */
export function compareConfig(plan: Plan, step: Step): readonly ConfigChange[] {
  const secrets = secretsUpTo(plan, step);
  const hide = (entry: ConfigEntry): ConfigEntry => hideSecrets(entry, secrets);
  const after = describeConfig(step.after);
  if (step.action.type === 'from') return after.map(hide).map((entry) => mark(' ', entry));
  const before = describeConfig(plan.steps[step.id - 1]?.after ?? step.after);
  const kept = after.flatMap((entry) => {
    const former = before.find((each) => isSame(each, entry));
    if (former === undefined) return [mark('+', hide(entry))];
    if (former.text === entry.text) return [mark(' ', hide(entry))];
    return [mark('~', hide({ ...entry, remark: tellChange(entry, hide(former)) }))];
  });
  const gone = before.filter((entry) => !after.some((each) => isSame(each, entry)));
  return withGone(
    kept,
    gone.map((entry) => mark('-', hide(entry))),
  );
}

/** What counts by default is said by the value. */
const tellChange = ({ remark, field }: ConfigEntry, former: ConfigEntry): string =>
  [...(remark !== undefined && field === 'ARG' ? [remark] : []), `was ${former.value}`].join('; ');

const isSame = (one: ConfigEntry, other: ConfigEntry): boolean =>
  one.field === other.field && one.key === other.key;

const mark = (sign: ConfigChange['mark'], { field, text, remark }: ConfigEntry): ConfigChange => ({
  mark: sign,
  field,
  text,
  ...(remark === undefined ? {} : { remark }),
});

/** What is gone stands last in its field, or at the end where the field went with it. */
function withGone(kept: readonly ConfigChange[], gone: readonly ConfigChange[]): readonly ConfigChange[] {
  const left = gone.filter(({ field }) => !kept.some((each) => each.field === field));
  const placed = kept.flatMap((change, at) => {
    const isLast = kept[at + 1]?.field !== change.field;
    return isLast ? [change, ...gone.filter(({ field }) => field === change.field)] : [change];
  });
  return [...placed, ...left];
}
