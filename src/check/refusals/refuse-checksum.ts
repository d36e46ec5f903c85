import { problem, type Message } from '../../messages/message.js';
import { readGitUrl } from '../../syntax/values/git-url.js';
import { expandAt } from '../expand-at.js';
import type { Subject } from '../rule.js';
import type { Visit } from '../visit-stages.js';

/** ADD --checksum: for one source, which is a URL or a repository; for a URL it is a whole digest. */
export function refuseChecksum(visit: Visit, { tree }: Subject): Message[] {
  const { instruction, isTrigger, from } = visit;
  if (instruction.keyword !== 'ADD') return [];
  const flag = instruction.flags.find(({ name }) => name === 'checksum');
  const checksum = expandAt(visit, flag?.value ?? '', tree)?.value ?? '';
  if (flag === undefined || checksum === '') return [];
  const sources = instruction.sources.flatMap((source) =>
    source.type === 'path' ? [expandAt(visit, source.word.text, tree)?.value ?? ''] : [],
  );
  const reason = reasonAgainst(checksum, sources);
  const range = isTrigger ? from.image.range : flag.range;
  return reason === undefined
    ? []
    : [problem('flag-invalid', range, `ADD: --checksum=${checksum} cannot be checked`, reason)];
}

const digest = /^(?:sha256:[\da-f]{64}|sha384:[\da-f]{96}|sha512:[\da-f]{128})$/;

function reasonAgainst(checksum: string, [source = '', ...others]: readonly string[]): string | undefined {
  if (source === '' || others.length > 0) return 'it is for one source: write an ADD for each';
  if (readGitUrl(source) !== undefined) return undefined;
  if (!/^https?:\/\//.test(source)) return 'it is for a URL or a repository';
  return digest.test(checksum) ? undefined : 'it is a whole digest: `sha256:` and 64 hexadecimal digits';
}
