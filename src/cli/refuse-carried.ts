// Before an image leaves the machine: the values it would take along are named, and it stays unless they may go.
import { carriedValues, type CarriedValues } from '../checkpoints/carried-values.js';
import { readMark } from '../checkpoints/checkpoint-name.js';
import type { ImageStore } from '../engine/ports.js';
import { UsageError } from '../messages/errors.js';

/** Throws a UsageError that names them, and never a value. */
export function refuseCarried(carried: CarriedValues, reference: string, isAllowed: boolean): void {
  const said = describeCarried(carried);
  if (said === undefined || isAllowed) return;
  throw new UsageError(
    `whoever pulls ${reference} could read ${said}`,
    'let them go with --allow-args; a secret belongs in RUN --mount=type=secret, which leaves nothing behind',
  );
}

/** The same for an image of the engine; one that is no checkpoint is the user's own affair. */
export async function refuseImage(
  images: Pick<ImageStore, 'find'>,
  id: string,
  { reference, isAllowed }: { readonly reference: string; readonly isAllowed: boolean },
): Promise<void> {
  const image = await images.find(id);
  const mark = readMark(image?.history.at(-1)?.comment);
  if (image !== undefined && mark !== undefined)
    refuseCarried(carriedValues(image, mark), reference, isAllowed);
}

/** Undefined where there are none. */
function describeCarried({ buildArguments, variables }: CarriedValues): string | undefined {
  const parts = [
    ...(buildArguments.length === 0
      ? []
      : [`the values of ${plural(buildArguments, 'build argument')} in its history or configuration`]),
    ...(variables.length === 0
      ? []
      : [
          `${plural(variables, 'ENV')}, whose ${variables.length === 1 ? 'name looks' : 'names look'} like a secret's`,
        ]),
  ];
  return parts.length === 0 ? undefined : parts.join(', and ');
}

const plural = (names: readonly string[], noun: string): string =>
  `${names.length === 1 || noun === 'ENV' ? noun : `${noun}s`} ${names.join(', ')}`;
