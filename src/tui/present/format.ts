import prettyBytes from 'pretty-bytes';
import prettyMilliseconds from 'pretty-ms';

/** At most six columns: `12ms`, `3.4s`, `59.9s`, `1m 2s`, `12m 3s`, `1h 2m`, `12h`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 60_000) return prettyMilliseconds(Math.max(0, Math.round(milliseconds)));
  const options = { secondsDecimalDigits: 0, unitCount: 2 };
  const text = prettyMilliseconds(milliseconds, options);
  return text.length <= 6 ? text : prettyMilliseconds(milliseconds, { ...options, unitCount: 1 });
}

/** At most six columns: `0B`, `999kB`, `1.2MB`, `12.3GB`. */
export function formatBytes(bytes: number): string {
  const text = prettyBytes(bytes, { space: false, maximumFractionDigits: 1 });
  return text.length <= 6 ? text : prettyBytes(bytes, { space: false, maximumFractionDigits: 0 });
}

export const formatCount = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
