import test from 'ava';
import { becomes } from '../../helpers/resume-case.js';

test(
  'CMD is left to the image where no ENTRYPOINT follows',
  becomes,
  {
    file: ['FROM base', 'CMD ["a"]', 'RUN a', 'RUN b'],
    after: 2,
  },
  ['FROM L3', 'RUN b'],
);

test(
  'CMD in exec form stays as it is written before an ENTRYPOINT',
  becomes,
  {
    file: ['FROM base', 'CMD  [ "a","b" ]', 'RUN a', 'ENTRYPOINT ["e"]'],
    after: 2,
  },
  ['FROM L3', 'CMD  [ "a","b" ]', 'ENTRYPOINT ["e"]'],
);

test(
  'of several CMDs the last stays',
  becomes,
  {
    file: ['FROM base', 'CMD a', 'CMD b', 'RUN a', 'ENTRYPOINT ["e"]'],
    after: 3,
  },
  ['FROM L4', 'CMD ["/bin/sh", "-c", "b"]', 'ENTRYPOINT ["e"]'],
);

test(
  'a CMD that the base or a parent stage has set is not its own: ENTRYPOINT clears it',
  becomes,
  {
    file: ['FROM base AS one', 'CMD a', 'FROM one', 'RUN a', 'ENTRYPOINT ["e"]'],
    after: 3,
    base: { Cmd: ['x'] },
  },
  ['FROM L2 AS one', 'FROM L4', 'ENTRYPOINT ["e"]'],
);
