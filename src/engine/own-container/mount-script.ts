// What a helper does inside a container's mount namespace, as scripts for busybox: folders and files are put in the
// places where BuildKit has them while a RUN executes, and taken away again without a trace.
import type { CopyOrigin } from '../../plan/action.js';
import { quoteForShell } from '../../shell/quote-for-shell.js';

/** A place in a container and what is mounted there; `source` lies below the staging folder. */
export type Attachment =
  | { readonly type: 'bind'; readonly source: string; readonly target: string; readonly readOnly: boolean }
  | CacheAttachment
  /** A socket that is this mount's alone. */
  | ({ readonly type: 'socket'; readonly source: string; readonly target: string } & FileOwner)
  | { readonly type: 'tmpfs'; readonly target: string; readonly size?: number; readonly readOnly: boolean }
  | ({ readonly type: 'secret'; readonly target: string; readonly content: Uint8Array } & FileOwner);

/** The folder of an instance is made with this owner and mode if it is not there. */
export interface CacheAttachment extends FileOwner {
  readonly type: 'cache';
  readonly id: string;
  readonly sharing: 'shared' | 'private' | 'locked';
  readonly volume: string;
  /** The folder below the staging folder where the volume lies. */
  readonly place: string;
  /** Counted from 1. */
  readonly instance: number;
  /** What its only instance begins with, once it is copied; see fillCaches. */
  readonly origin?: { readonly from: CopyOrigin; readonly source: string };
  readonly target: string;
  readonly readOnly: boolean;
}

export interface FileOwner {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** Below /dev, which is no part of an image. The engine mounts volumes there, and the helper puts its program there. */
export const staging = '/dev/.refrom';
const tool = `${staging}/busybox`;

/** The folder or file of a volume that is mounted; a cache has more than one where builds cannot share it. */
export const contentOf = (instance: number): string => `content${instance === 1 ? '' : String(instance)}`;

/** Where a volume with a shell is mounted in containers whose image has none. */
export const lentShell = '/dev/.refrom-shell';
export const lentCommand = [`${lentShell}/busybox`, 'sh'] as const;

/** The engine makes the mount point in the image as well, when archives are written: below /dev, seen by nobody. */
export const sweepScript = `B() { ${tool} "$@"; }
B mkdir ${staging}/root && B mount -n -o bind / ${staging}/root || exit 1
B rmdir ${staging}/root${lentShell} 2>/dev/null
B umount ${staging}/root`;

/** The first failing command ends it, and has said why on standard error. */
export function attachScript(attachments: readonly Attachment[]): string {
  return [
    prelude,
    ...attachments.map(attach),
    `for f in ${staging}/*; do B umount -l "$f" 2>/dev/null; done; :`,
  ].join('\n');
}

/** `made` is what the attaching script left in its file of that name. */
export function detachScript(attachments: readonly Attachment[]): string {
  const targets = attachments.map(({ target }) => quoteForShell(target)).reverse();
  return [
    prelude,
    ...targets.map((target) => `B umount ${target} || B umount -l ${target}`),
    removeMade,
  ].join('\n');
}

/**
 * `place PATH KIND` makes a missing mount point and its parents, and notes them, innermost first. Afterwards those that
 * are still empty go, and the folder that held them keeps its time (BuildKit, executor.MountStubsCleaner).
 */
const prelude = `B() { ${tool} "$@"; }
fail() { echo "$@" >&2; exit 1; }
place() {
  at=$1
  made=
  while ! [ -e "$at" ] && ! [ -L "$at" ]; do made="$made$at
"; at=$(B dirname "$at"); done
  [ -n "$made" ] || return 0
  if [ "$2" = folder ]; then B mkdir -p "$1"; else B mkdir -p "$(B dirname "$1")" && : >"$1"; fi || exit 1
  printf '%s' "$made" >>${staging}/made
}
bind() {
  if [ -d "$1" ]; then place "$2" folder; else place "$2" file; fi
  B mount -n -o bind "$1" "$2" || exit 1
  [ "$3" = rw ] || B mount -n -o "remount,bind,$3" "$2" || exit 1
}`;

const removeMade = `[ -e ${staging}/made ] || exit 0
while read -r path; do
  folder=$(B dirname "$path")
  time=$(B stat -c %Y "$folder")
  if [ -d "$path" ] && ! [ -L "$path" ]; then B rmdir "$path" 2>/dev/null || continue
  elif [ -f "$path" ] && ! [ -s "$path" ]; then B rm -f "$path"
  else continue; fi
  B touch -d "@$time" "$folder"
done <${staging}/made`;

function attach(attachment: Attachment, number: number): string {
  const target = quoteForShell(attachment.target);
  switch (attachment.type) {
    case 'bind':
      return `[ -e ${quoteForShell(attachment.source)} ] || fail 'nothing is mounted on' ${target}
bind ${quoteForShell(attachment.source)} ${target} ${attachment.readOnly ? 'ro' : 'rw'}`;
    case 'socket':
      return `${giveTo(attachment, attachment.source)} || exit 1
bind ${attachment.source} ${target} rw`;
    case 'cache': {
      const { place, instance } = attachment;
      const folder = quoteForShell(`${staging}/${place}/${contentOf(instance)}`);
      return `[ -d ${folder} ] || { B mkdir ${folder} && ${giveTo(attachment, folder)}; } || exit 1
bind ${folder} ${target} ${attachment.readOnly ? 'ro' : 'rw'}`;
    }
    case 'tmpfs': {
      const size = attachment.size === undefined ? '' : `,size=${String(attachment.size)}`;
      const readOnly = attachment.readOnly ? `\nB mount -n -o remount,ro ${target} || exit 1` : '';
      // The mode of the folder it hides (runc).
      return `place ${target} folder
B mount -n -t tmpfs -o "mode=$(B stat -Lc %a ${target})${size}" tmpfs ${target} || exit 1${readOnly}`;
    }
    case 'secret': {
      const folder = `${staging}/secret${String(number)}`;
      const base64 = Buffer.from(attachment.content).toString('base64');
      return `B mkdir ${folder} && B mount -n -t tmpfs -o mode=0700 tmpfs ${folder} || exit 1
B base64 -d >${folder}/secret <<'end of the secret'
${base64}
end of the secret
${giveTo(attachment, `${folder}/secret`)} || exit 1
bind ${folder}/secret ${target} ro,nosuid,nodev,noexec`;
    }
  }
}

const giveTo = ({ mode, uid, gid }: FileOwner, path: string): string =>
  `B chown ${String(uid)}:${String(gid)} ${path} && B chmod ${mode.toString(8)} ${path}`;
