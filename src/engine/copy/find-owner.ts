export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** The text of a file of the container; undefined where there is none. */
export type ReadText = (path: string) => Promise<string | undefined>;

/**
 * `user[:group]`, names or numbers, as BuildKit reads --chown and WORKDIR's USER: a number without a group is the
 * group as well, whatever /etc/passwd says; a name that is unknown is 0, silently.
 */
export async function findOwner(text: string, readText: ReadText): Promise<Owner> {
  const colon = text.indexOf(':');
  const user = colon === -1 ? text : text.slice(0, colon);
  const group = colon === -1 ? undefined : text.slice(colon + 1);
  const owner = await findUser(user, readText);
  return group === undefined ? owner : { ...owner, gid: (await findGroup(group, readText)) ?? owner.gid };
}

async function findUser(user: string, readText: ReadText): Promise<Owner> {
  const number = readNumber(user);
  if (number !== undefined) return { uid: number, gid: number };
  const fields = await findLine('/etc/passwd', user, readText);
  return { uid: toId(fields?.[2]), gid: toId(fields?.[3]) };
}

async function findGroup(group: string, readText: ReadText): Promise<number | undefined> {
  const number = readNumber(group);
  if (number !== undefined) return number;
  const fields = await findLine('/etc/group', group, readText);
  return fields === undefined ? undefined : toId(fields[2]);
}

/** Nothing is 0, too: `:33` is 0:33, and `app:` has group 0. */
const readNumber = (text: string): number | undefined => {
  if (text === 'root' || text === '') return 0;
  const number = /^\+?\d+$/.test(text) ? Number(text) : NaN;
  return number <= 0x7fff_ffff ? number : undefined;
};

async function findLine(file: string, name: string, readText: ReadText): Promise<string[] | undefined> {
  const text = (await readText(file)) ?? '';
  return text
    .split('\n')
    .map((line) => line.trim().split(':'))
    .find((fields) => fields[0] === name && fields.length > 1);
}

/** A field that is no number counts as 0, as in BuildKit. */
const toId = (field: string | undefined): number => (/^\d+$/.test(field ?? '') ? Number(field) : 0);
