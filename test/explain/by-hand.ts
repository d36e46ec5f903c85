import test from 'ava';
import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { quoteHiding } from '../../src/explain/by-hand/command-line.js';
import { explainStep } from '../../src/explain/explain-step.js';
import { openExplained } from '../../src/explain/explained.js';
import { outlined } from '../helpers/outlined.js';
import { propertyRuns } from '../helpers/property-runs.js';

const byHand = (
  text: string,
  given: Record<string, string>,
): { commands: readonly string[]; limits: readonly string[] } => {
  const { outline, plan } = outlined(text, { buildArguments: given });
  return explainStep(openExplained(outline, plan), plan.steps.at(-1)!).byHand;
};

/** The commands but for create and rm, joined. */
const commands = test.macro((t, text: string, expected: string, given: Record<string, string> = {}) => {
  const told = byHand(text, given).commands.filter((command) => !/^docker (?:create|rm)/.test(command));
  t.is(told.join('\n'), expected);
});

test('an ENV', commands, 'FROM a\nENV A="b c"', `docker commit -c 'ENV A="b c"' by-hand by-hand:2`);
test('ARG is nothing', commands, 'FROM a\nARG A=1', 'docker tag by-hand:1 by-hand:2');
test('what changes nothing', commands, 'FROM a\nUSER b\nUSER b', 'docker tag by-hand:2 by-hand:3');
test(
  'the root as the folder',
  commands,
  'FROM a\nENV D=/\nWORKDIR /b\nWORKDIR $D',
  `docker commit -c 'WORKDIR /' by-hand by-hand:4`,
);
test(
  'the root as the folder, whatever that of the base is',
  commands,
  'FROM a\nWORKDIR /',
  `docker commit -c 'WORKDIR /' by-hand by-hand:2`,
);
test('a stage', commands, 'FROM a AS s\nFROM s', 'docker tag by-hand:1 by-hand:2');
test(
  'the author and triggers are said each time',
  commands,
  'FROM a\nMAINTAINER b\nONBUILD RUN c\nUSER d',
  `docker commit -a b -c 'USER d' -c 'ONBUILD RUN c' by-hand by-hand:4`,
);
test(
  'ENTRYPOINT comes before CMD',
  commands,
  'FROM a\nCMD ["c"]\nENTRYPOINT ["e"]',
  `docker commit -c 'ENTRYPOINT ["e"]' -c 'CMD ["c"]' by-hand by-hand:3`,
);
test(
  'RUN with a known CMD',
  commands,
  'FROM a\nCMD ["c"]\nRUN x',
  `docker run --name by-hand by-hand:2 /bin/sh -c x &&\n  docker commit -c 'CMD ["c"]' by-hand by-hand:3`,
);
test(
  'RUN past an ENTRYPOINT',
  commands,
  'FROM a\nENTRYPOINT ["e"]\nRUN x',
  `docker run --name by-hand --entrypoint /bin/sh by-hand:2 -c x &&\n  docker commit -c 'ENTRYPOINT ["e"]' by-hand by-hand:3`,
);
test(
  'RUN --network',
  commands,
  'FROM a\nCMD ["c"]\nRUN --network=none x',
  `docker run --name by-hand --network none by-hand:2 /bin/sh -c x &&\n  docker commit -c 'CMD ["c"]' by-hand by-hand:3`,
);
test(
  'a secret is left to the environment',
  commands,
  'FROM a\nARG TOKEN\nENV T=$TOKEN',
  `docker commit -c 'ENV T='"$TOKEN" by-hand by-hand:3`,
  { TOKEN: 's3cret' },
);

test('nothing of the file gets past the quotes', (t) => {
  const wild = '$(x)`y`"\'; z';
  const texts = [
    `RUN <<'$(x)'\n#!a\n$(x)\n$(x)\n`,
    `COPY <<'$(x)' /d/\n$(x)\n$(x)\n`,
    `RUN ${wild}\n`,
    `COPY --from=0 "$(x)" /$(x)\n`,
    `ADD $(x) /$(x)/\n`,
    `LABEL "$(x)"='$(x)'\n`,
  ];
  for (const text of texts) {
    const all = byHand(`FROM scratch\nFROM scratch\n${text}`, {}).commands.join('\n');
    const bare = all.replaceAll(/'[^']*'/g, '').replaceAll("\\'", '');
    t.notRegex(bare, /\$\(x|`y/, all);
  }
});

test('a folder as the base', (t) => {
  const { outline, plan } = outlined('FROM f', { contexts: { f: { type: 'folder' } } });
  const { commands, limits } = explainStep(openExplained(outline, plan), plan.steps[0]!).byHand;
  const lines = commands.map((command) => command.replaceAll(/ \\\n */g, ' '));
  t.deepEqual(lines, [
    "tar -C f --owner=0 --group=0 -cf - . | docker import -c 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' -c 'WORKDIR /' - by-hand:1",
  ]);
  t.is(limits.length, 1);
});

const limited = test.macro((t, text: string, ...expected: string[]) => {
  t.deepEqual(byHand(text, {}).limits, expected);
});

test('--chown', limited, 'FROM a\nCOPY --chown=1 b /c', 'docker cp has no --chown');
test('wildcards', limited, 'FROM a\nCOPY *.txt /c/', 'docker cp takes no wildcards');
test(
  '--mount',
  limited,
  'FROM a\nRUN --mount=type=cache,target=/x y',
  'docker run has nothing that equals RUN --mount',
);
test(
  'a SHELL',
  limited,
  'FROM a\nSHELL ["b"]',
  'docker commit cannot set SHELL: the commands for RUN name the shell instead',
);
test(
  'an older HEALTHCHECK',
  limited,
  'FROM a\nHEALTHCHECK --retries=2 CMD b\nHEALTHCHECK CMD c',
  'docker commit keeps --retries of the HEALTHCHECK before',
);
test(
  'a volume',
  limited,
  'FROM a\nVOLUME /v\nRUN x',
  'what it writes below /v is lost: docker run has a volume there',
);
test(
  'an image without a command',
  limited,
  'FROM scratch\nUSER a',
  'docker commit cannot take a command away: it stays as CMD until one is set',
);
test(
  'another owner of a folder',
  limited,
  'FROM a\nUSER b\nWORKDIR /c',
  "a folder that docker create makes is root's; one that WORKDIR makes is b's",
);
test('nothing where it is the same', limited, 'FROM a\nWORKDIR /c');

test('a shell reads a quoted word as it is, hidden parts from its environment', (t) => {
  const word = fc
    .string({ unit: fc.constantFrom('a', 'b', ' ', '$', '"', "'", '\\', '`', '\n', '*', '~', '!', 'é') })
    .filter((text) => !text.endsWith('\n'));
  const isRead = (texts: readonly string[]): boolean => {
    const script = texts.map((text) => `printf '%s\\0' ${quoteHiding(text, [['SECRET', 'bb']])}`).join('\n');
    const read = execFileSync('sh', ['-c', script], { env: { ...process.env, SECRET: 'bb' } });
    return read.toString() === texts.map((text) => `${text}\0`).join('') && !script.includes('bb');
  };
  t.notThrows(() => {
    fc.assert(fc.property(fc.array(word, { maxLength: 12 }), isRead), propertyRuns(30));
  });
});

test('more than a person would type is no command', (t) => {
  const lines = (line: (at: number) => string): string =>
    Array.from({ length: 101 }, (_, at) => line(at)).join('\n');
  t.deepEqual(byHand(`FROM a\n${lines((at) => `ARG A${String(at)}=1`)}\nRUN x`, {}), {
    commands: [],
    limits: ['101 build arguments are too many for a command by hand'],
  });
  t.deepEqual(byHand(`FROM a\n${lines(() => 'ONBUILD RUN x')}`, {}), {
    commands: [],
    limits: ['101 ONBUILD instructions are too many for a command by hand'],
  });
});
