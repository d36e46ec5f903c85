// Which RUNs may leave hard links behind. In `docker build` they last no longer than the RUN that made them: the next one
// that writes to such a file gets a copy of its own. Within one container they last.
import type { RunAction } from '../../plan/action.js';

const linking = [
  /\bln[ \t]+(?!-\w*s|--symbolic)/,
  /(?:^|[\s;&|(/])link[ \t]+\S/,
  /\bcp[ \t](?:.*[ \t])?(?:-\w*l|--link)/,
  /--link-dest|--hard-?links?\b/,
  /\bpnpm\b/,
];

/** By its text, which says nothing of what programs do by themselves. */
export function mayLinkFiles({ command, file }: RunAction): boolean {
  const text = `${command.join(' ')}\n${file?.content ?? ''}`;
  return linking.some((pattern) => pattern.test(text));
}
