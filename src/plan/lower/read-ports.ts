// A port of EXPOSE. BuildKit reads an address and a port of the host before it, looks whether they are right, and drops
// them (dockerfile2llb, parsePort).
import { readPort } from '../../syntax/values/scalars.js';

/** `[[address:]host:]port[-port][/protocol]` as `port/protocol`, one for each port; undefined if it is none. */
export function readPorts(text: string): string[] | undefined {
  const parts = text.split(':');
  const range = readPort(parts.at(-1) ?? '');
  if (range === undefined || !isAddress(parts.slice(0, -2).join(':'))) return undefined;
  const { first, last, protocol } = range;
  const count = last - first + 1;
  if (!isHostPort(parts.at(-2) ?? '', count)) return undefined;
  return Array.from({ length: count }, (_, offset) => `${String(first + offset)}/${protocol}`);
}

/** One port may have a range of the host's to choose from; several ports need as many. */
function isHostPort(text: string, count: number): boolean {
  const range = text === '' || text.includes('/') ? undefined : readPort(text);
  if (range === undefined) return text === '';
  return count === 1 || range.last - range.first + 1 === count;
}

function isAddress(text: string): boolean {
  const address = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  return text === '' || isVersion4(address) || isVersion6(address);
}

const isVersion4 = (text: string): boolean =>
  /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);

function isVersion6(text: string): boolean {
  const halves = text.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const hexadecimal = isVersion4(last) ? groups.slice(0, -1) : groups;
  const count = groups.length + (isVersion4(last) ? 1 : 0);
  return (
    text.includes(':') &&
    hexadecimal.every((group) => /^[\da-f]{1,4}$/i.test(group)) &&
    (halves.length === 1 ? count === 8 : halves.length === 2 && count < 8)
  );
}
