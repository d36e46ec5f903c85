import { commentsAbove } from './comments-above.js';
import type { Finding } from './finding.js';
import { isWrong, mergeSettings, noSettings, readSettings, type Settings } from './read-settings.js';
import type { Rule, Spot, Subject } from './rule.js';

/** What the rules find that the settings let run, in the order of the file. */
export function applyRules(rules: readonly Rule[], subject: Subject, settings: Settings): Finding[] {
  const above = commentsAbove(subject.tree);
  const settingsFor = ({ heeds }: Spot): Settings => {
    const comments = heeds === undefined ? undefined : above.get(heeds);
    return comments === undefined ? settings : mergeSettings(settings, ownSettings(comments));
  };
  return rules
    .flatMap((rule) =>
      rule
        .find(subject)
        .filter((spot) => runs(rule, settingsFor(spot)))
        .map((spot) => describe(rule, spot, settings)),
    )
    .sort((one, other) => one.range.start - other.range.start);
}

/** An experimental rule is not skipped, but asked for. */
function runs({ name, experimental }: Rule, settings: Settings): boolean {
  if (experimental === true) return settings.experimentalAll || settings.experimental.includes(name);
  return !settings.skipAll && !settings.skip.includes(name);
}

/** The first comment in the form of the directive counts, text behind it is an explanation; a wrong one is a comment. */
function ownSettings(comments: readonly string[]): Settings {
  for (const comment of comments) {
    const value = /^check\s*=\s*(.+)$/i.exec(comment)?.[1];
    if (value === undefined) continue;
    const settings = readSettings(value);
    return isWrong(settings) ? noSettings : settings;
  }
  return noSettings;
}

const describe = (
  { name, address, severity }: Rule,
  { range, lines, text, hint }: Spot,
  { error }: Settings,
): Finding => ({
  rule: name,
  severity: error ? 'error' : severity,
  text,
  hint,
  range,
  lines,
  ...(address === undefined ? {} : { address }),
});
