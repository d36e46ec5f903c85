import { problem, warning, type Message } from '../messages/message.js';
import { suggestion } from '../messages/nearest.js';
import type { FlagRule, FlagRules } from './flag-rules.js';
import type { Flag } from './tree.js';
import { quoteText } from './quote-text.js';
import type { Statement } from './read/statement.js';

const none: readonly Message[] = [];

/** What is wrong with flags: not known to the instruction, given twice, or without the value they need. */
export function checkFlags({ base, keyword }: Statement, rules: FlagRules): readonly Message[] {
  if (base.flags.length === 0) return none;
  const seen = new Set<string>();
  const messages = base.flags.map((flag) => {
    const message = checkFlag(keyword, flag, rules, seen);
    seen.add(flag.name);
    return message;
  });
  return messages.filter((message) => message !== undefined);
}

/** BuildKit drops the flags of ARG, STOPSIGNAL and HEALTHCHECK NONE without looking at them. */
export function warnOfFlags({ base, keyword }: Statement): readonly Message[] {
  if (base.flags.length === 0) return none;
  return base.flags.map(({ name, range }) =>
    warning(
      'flag-unknown',
      range,
      `${keyword} takes no flags here: ${quoteText(`--${name}`)} has no effect`,
      'delete it',
    ),
  );
}

function checkFlag(
  keyword: string,
  flag: Flag,
  rules: FlagRules,
  seen: ReadonlySet<string>,
): Message | undefined {
  const { name, range } = flag;
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (rule === undefined) {
    const known = Object.keys(rules).map((each) => `--${each}`);
    const hint = suggestion(`--${name}`, known) ?? listFlags(keyword, known);
    return problem(
      'flag-unknown',
      range,
      `${keyword} does not know the flag ${quoteText(`--${name}`)}`,
      hint,
    );
  }
  if (seen.has(name) && rule.kind !== 'list') {
    return problem('flag-invalid', range, `${keyword}: --${name} is given twice`, 'keep one of the two');
  }
  const expected = checkValue(flag, rule);
  if (expected === undefined) return undefined;
  const found = (flag.value ?? '') === '' ? 'has no value' : `cannot be ${quoteText(flag.value ?? '')}`;
  return problem('flag-invalid', flag.valueRange ?? range, `${keyword}: --${name} ${found}`, expected);
}

/** What the value should be, if it is not. */
function checkValue({ name, value }: Flag, rule: FlagRule): string | undefined {
  if (rule.kind === 'boolean') {
    return value === undefined || /^(?:true|false)$/i.test(value)
      ? undefined
      : `write --${name}, --${name}=true or --${name}=false`;
  }
  return value === undefined ? `write --${name}=VALUE` : rule.check?.(value);
}

function listFlags(keyword: string, known: readonly string[]): string {
  if (known.length === 0) return `${keyword} takes no flags; \`--\` in front of an argument ends the flags`;
  return `${keyword} takes ${known.join(', ')}`;
}
