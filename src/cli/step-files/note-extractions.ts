import type { StatePath, StepFiles } from '../../tui/step-files.js';

/** Tells when a file is being extracted: `begin` is called before, and what it gives after. */
export function noteExtractions<Files extends StepFiles>(files: Files, begin: () => () => void): Files {
  return {
    ...files,
    extract: (place: StatePath) => {
      const end = begin();
      files.extract(place);
      const unsubscribe = files.subscribe(() => {
        if (files.extracted(place)?.status === 'reading') return;
        unsubscribe();
        end();
      });
    },
  };
}
