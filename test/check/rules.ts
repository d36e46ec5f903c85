// Every rule: what it finds and where, and what it leaves alone. That BuildKit agrees is for test/parity/check.ts.
import test from 'ava';
import { rules } from '../../src/check/rules.js';
import { checkText, placesOf, type Around } from '../helpers/findings-of.js';

interface Case {
  readonly text: string;
  /** `line:column` of what the rule finds; other rules are left out. */
  readonly at: readonly string[];
  readonly around?: Around;
}

const finds = (text: string, at: readonly string[], around?: Around): Case => ({
  text,
  at,
  ...(around === undefined ? {} : { around }),
});
const nothing = (text: string, around?: Around): Case => finds(text, [], around);
const below = (line: string): string => `FROM base\n${line}\n`;
const given = (buildArguments: Record<string, string>): Around => ({ options: { buildArguments } });

const cases: Readonly<Record<string, readonly Case[]>> = {
  StageNameCasing: [
    finds('FROM base AS Build', ['1:14']),
    nothing('FROM base AS build'),
    nothing('FROM base'),
  ],
  FromAsCasing: [
    finds('FROM base as b', ['1:11']),
    finds('from base AS b', ['1:11']),
    finds('FROM base As b', ['1:11']),
    nothing('from base as b'),
    nothing('From base aS b'),
    nothing('FR\\\nOM base AS b'),
  ],
  NoEmptyContinuation: [
    finds(below('RUN a \\\n\n b'), ['3:1']),
    finds(below('RUN a \\\n\n\n b \\\n\n c'), ['3:1']),
    nothing(below('RUN a \\\n#\n b')),
    nothing(below('RUN <<E\n\nE')),
  ],
  ConsistentInstructionCasing: [
    finds('FROM base\nRUN a\nrun b\n', ['3:1']),
    finds('from base\nrun a\nRun b\n', ['3:1']),
    finds('FROM base\nrun a\n', ['2:1']),
    nothing('arg a\nFROM base\nRUN a\n'),
    nothing('FROM base\nONBUILD run a\n'),
  ],
  DuplicateStageName: [
    finds('FROM base AS a\nFROM base AS A\n', ['2:14']),
    nothing('FROM base AS a\nFROM base AS b\nFROM base\nFROM base\n'),
  ],
  ReservedStageName: [
    finds('FROM base AS scratch', ['1:14']),
    finds('FROM base AS Context', ['1:14']),
    nothing('FROM scratch AS a'),
  ],
  JSONArgsRecommended: [
    finds(below('CMD a b'), ['2:1']),
    finds(below('ENTRYPOINT a'), ['2:1']),
    finds('FROM base AS a\nONBUILD CMD x\nFROM a\n', ['3:6']),
    nothing(below('CMD ["a"]')),
    nothing(below('HEALTHCHECK CMD a')),
    nothing(below('SHELL ["sh"]\nCMD a')),
    nothing('FROM shelled\nCMD a\n', { images: { shelled: { Shell: ['sh'] } } }),
  ],
  MaintainerDeprecated: [finds(below('MAINTAINER me'), ['2:1']), nothing(below('LABEL a=b'))],
  UndefinedArgInFrom: [
    finds('FROM base$A', ['1:6']),
    finds('FROM --platform=$P base', ['1:17']),
    finds('FROM base\nARG A\nFROM base$A', ['3:6']),
    nothing('ARG A\nFROM base$A'),
    nothing('FROM base$TARGETVARIANT$BUILDOSVERSION'),
  ],
  UndefinedVar: [
    finds(below('ENV A=$B$B C=${D:-e}'), ['2:7', '2:14']),
    finds(below('COPY --chown=$A $B $C'), ['2:14', '2:17', '2:20']),
    finds(below('COPY <<E /a\n$A\nE'), ['3:1']),
    finds(below("COPY <<E /a\n'$A'\nE"), ['3:2']),
    finds(below('RUN --mount=type=cache,target=/$A b'), ['2:32']),
    finds(below('ARG A=$B'), ['2:7']),
    finds(below('ENV A=1 B=$A'), ['2:11']),
    finds('ARG G=1\nFROM base\nENV A=$G\n', ['3:7']),
    finds('FROM base AS a\nARG A=1\nFROM base\nENV B=$A\n', ['4:7']),
    finds('FROM base AS a\nONBUILD ENV A=$B\nFROM a\n', ['3:6']),
    nothing(below('ARG A\nENV B=$A')),
    nothing(below('ARG A B=$A')),
    nothing(below('ENV A=$PATH')),
    nothing(below('RUN $A\nCMD $A\nHEALTHCHECK CMD $A\nEXPOSE 80$A\nONBUILD ENV A=$B')),
    nothing(below("ENV A='$B' C=\\$D")),
    nothing(below("COPY <<'E' /a\n$A\nE")),
    nothing(below('ARG A=$B'), given({ A: 'x' })),
    nothing('FROM base AS a\nARG A=1\nFROM a\nENV B=$A\n'),
    nothing('FROM java\nENV A=$JAVA_HOME\n', { images: { java: { Env: ['JAVA_HOME=/j'] } } }),
    nothing('FROM unknown\nENV A=$JAVA_HOME\n'),
    finds('FROM unknown\nENV A=$PAHT\n', ['2:7']),
  ],
  MultipleInstructionsDisallowed: [
    finds(below('CMD a\nCMD b\nCMD c'), ['2:1', '3:1']),
    finds(below('HEALTHCHECK NONE\nHEALTHCHECK CMD a'), ['2:1']),
    finds('FROM base AS a\nONBUILD CMD x\nFROM a\nCMD y\n', ['3:6']),
    nothing('FROM base AS a\nCMD a\nFROM a\nCMD b\nENTRYPOINT c\n'),
  ],
  WorkdirRelativePath: [
    finds(below('WORKDIR a\nWORKDIR b'), ['2:9']),
    finds(below('WORKDIR $A'), ['2:9']),
    nothing(below('WORKDIR /a\nWORKDIR b')),
    nothing('FROM base AS a\nWORKDIR /a\nFROM a\nWORKDIR b\n'),
    nothing(below('ENV A=/a\nWORKDIR $A')),
    nothing(below('WORKDIR c:\\\\a'), { platform: 'windows/amd64' }),
  ],
  LegacyKeyValueFormat: [
    finds(below('ENV A b'), ['2:5']),
    finds(below('LABEL a b=c'), ['2:7']),
    finds(below('ENV A =b'), ['2:5']),
    nothing(below('ENV A=b C="d e"')),
    nothing(below('ENV A\\\n=b')),
  ],
  InvalidBaseImagePlatform: [
    finds('FROM base', ['1:6'], { platform: 'linux/arm64' }),
    finds('FROM --platform=linux/386 base', ['1:27']),
    nothing('FROM base'),
    nothing('FROM --platform=x86_64 base'),
    nothing('FROM unknown'),
  ],
  RedundantTargetPlatform: [
    finds('FROM --platform=$TARGETPLATFORM base', ['1:17']),
    finds('FROM --platform=${TARGETPLATFORM:-a} base', ['1:17']),
    nothing('FROM --platform=$BUILDPLATFORM base'),
    nothing('FROM --platform=$TARGETOS/$TARGETARCH base'),
  ],
  SecretsUsedInArgOrEnv: [
    finds(below('ENV A=1 API_KEY=2'), ['2:9']),
    finds(below('ARG GITHUB_TOKEN password'), ['2:5', '2:18']),
    finds(below('ARG A=TOKEN\nENV $A=1'), ['3:5']),
    nothing(below('ENV MONKEY=1 PUBLIC_KEY=2 TOKEN_FILE=/a KEY_VERSION=3')),
    nothing('ARG TOKEN\nFROM base\n'),
  ],
  InvalidDefaultArgInFrom: [
    finds('ARG A\nFROM $A', ['2:6'], given({ A: 'base' })),
    finds('ARG TAG\nFROM base:$TAG', ['2:6'], given({ TAG: '1' })),
    nothing('ARG A=base\nFROM $A'),
    nothing('ARG A\nFROM ${A:-base}'),
  ],
  FromPlatformFlagConstDisallowed: [
    finds('FROM --platform=linux/amd64 base', ['1:17']),
    finds('FROM --platform=aarch64 base', ['1:17']),
    nothing('FROM --platform=linux/arm64 base AS build-arm64'),
    nothing('FROM --platform=aarch64 base AS arm64'),
    nothing('FROM --platform=${BUILDPLATFORM} base'),
  ],
  CopyIgnoredFile: [
    finds(below('COPY a ./b/../a c /'), ['2:6', '2:8'], { ignored: ['a'] }),
    finds(below('ENV F=a\nADD $F /'), ['3:5'], { ignored: ['a'] }),
    nothing(below('COPY --from=base a /\nADD https://example.com/a /\nCOPY <<a /\na'), { ignored: ['a'] }),
    nothing(below('COPY a /')),
  ],
  InvalidDefinitionDescription: [
    finds('# check=experimental=all\n# x\n\nFROM base AS a\n', ['4:1']),
    finds('# check=experimental=all\nFROM base\n# c\nARG A\n', ['4:1']),
    nothing('# check=experimental=all\n# a is\nFROM base AS A\n# B is\nARG A B\n# x\n#\nARG C\n# x\nRUN d\n'),
    nothing('# x\nFROM base AS a\n'),
  ],
  ExposeProtoCasing: [finds(below('EXPOSE 80/TCP 53/udp'), ['2:8']), nothing(below('EXPOSE 80/tcp 81'))],
  ExposeInvalidFormat: [
    finds(below('EXPOSE 80:81 127.0.0.1:80:81'), ['2:8', '2:14']),
    finds(below('ENV P=1:2\nEXPOSE $P'), ['3:8']),
    nothing(below('EXPOSE 80 81-82/udp')),
  ],
};

for (const [rule, list] of Object.entries(cases)) {
  for (const { text, at, around } of list) {
    const title = JSON.stringify(text.trimEnd()).slice(1, -1);
    test(`${rule}: ${title}${around === undefined ? '' : ` with ${JSON.stringify(around)}`}`, (t) => {
      const places = placesOf(text, around).filter((place) => place.startsWith(`${rule} `));
      t.deepEqual(
        places,
        at.map((place) => `${rule} ${place}`),
      );
    });
  }
}

test('every rule has cases for what it finds and for what it leaves alone', (t) => {
  t.deepEqual(Object.keys(cases).sort(), rules.map(({ name }) => name).sort());
  t.is(rules.length, 22);
  for (const [rule, list] of Object.entries(cases)) {
    t.true(
      list.some(({ at }) => at.length > 0),
      rule,
    );
    t.true(
      list.some(({ at }) => at.length === 0),
      rule,
    );
  }
});

test('a finding says what is wrong, what to do, and where to read more', (t) => {
  const texts = Object.values(cases).flatMap((list) => list.map(({ text, around }) => ({ text, around })));
  for (const { text, around } of texts) {
    for (const { rule, text: said, hint, address } of checkText(text, around).findings) {
      t.regex(said, /\w/);
      t.regex(hint, /\w/);
      if (rule !== 'InvalidBaseImagePlatform')
        t.regex(address ?? '', /^https:\/\/docs\.docker\.com\/go\/dockerfile\/rule\/[a-z-]+\/$/);
    }
  }
});

test('what is broken anyway does not keep the rules from looking', (t) => {
  t.deepEqual(placesOf('FROM base as b\nCOPPY a b\nCMD c\n'), [
    'FromAsCasing 1:11',
    'JSONArgsRecommended 3:1',
  ]);
  t.deepEqual(placesOf('RUN a\n'), []);
  t.deepEqual(placesOf(''), []);
  t.deepEqual(placesOf('FROM $\nENV "\nFROM "\n'), ['InvalidDefaultArgInFrom 1:6']);
});

test('with a target only what it needs is gone through', (t) => {
  const text = 'FROM base AS a\nCMD a\nFROM base AS b\nCMD b\nMAINTAINER c\nFROM a AS c\nWORKDIR d\n';
  const at = (target: string): string[] => placesOf(text, { options: { target } });
  t.deepEqual(at('a'), ['JSONArgsRecommended 2:1', 'MaintainerDeprecated 5:1']);
  t.deepEqual(at('c'), ['JSONArgsRecommended 2:1', 'MaintainerDeprecated 5:1', 'WorkdirRelativePath 7:9']);
});

test('what only an unknown image can have set is undecided', (t) => {
  const text = 'FROM java AS a\nFROM a\nENV A=$JAVA_HOME B=$PATH\n';
  const [only, ...others] = checkText(text).undecided;
  t.like(only, { variable: 'JAVA_HOME', image: 'java' });
  t.is(text.slice(only!.range.start, only!.range.end), '$JAVA_HOME');
  t.deepEqual(others, []);
  t.deepEqual(checkText(text, { images: { java: {} } }).undecided, []);
});
