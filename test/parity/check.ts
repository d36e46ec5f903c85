// What `docker build --check` says is the judge: the same files refused, the same rules at the same lines.
import test from 'ava';
import { checkBoth, disagreement, type CheckCase } from '../helpers/check-both.js';

const agrees = test.macro(async (t, asked: CheckCase | string) => {
  const { ours, theirs } = await checkBoth(typeof asked === 'string' ? { text: asked } : asked);
  t.truthy(theirs, 'docker cannot tell');
  t.is(disagreement(ours, theirs!), undefined);
  t.log(`${ours.verdict}: ${ours.found.join(' ')}${theirs!.reason}`);
});

const stage = 'FROM fixture/busybox\n';

const cases: Readonly<Record<string, CheckCase | string>> = {
  'names, casing, majority':
    'from fixture/busybox as A\nRun x\nrun y\nfrom fixture/busybox As a\nFrom fixture/busybox as b\nfrom fixture/busybox AS scratch\nFROM b AS context\n',
  'a tie of cases': 'FROM fixture/busybox\nrun x\n',
  'arguments before FROM have no case': 'arg A=1\nFROM fixture/busybox\nRUN x\n',
  'words that are expanded': `${stage}ENV X=\${FOO:-bar} Y=\${BAR+q} Z=\${ZED#x}\nENV A=$Q B=$Q\nLABEL $L=$M\nUSER $U\nSTOPSIGNAL \${SS:-9}\nCOPY --chown=$CH --chmod=\${CM:-644} <<E /$DST\n$BODY '$IN'\nE\nRUN --mount=type=cache,target=/t$TT echo $R\nARG D1=$D2 D3=$D1\nHEALTHCHECK CMD $X\nVOLUME $PATH\nEXPOSE $NO\nONBUILD ENV A=$TRIGGER\n`,
  'words in quotes': `${stage}ENV A='$B' C="$D" E=\\$F G="\\$H"\nCOPY <<'E' /x\n$I\nE\n`,
  'arguments without a value, and given ones': {
    text: `ARG G\n${stage}ARG A\nARG G\nARG T=$NONE\nARG U=$NONE\nENV X=$A$G$T$H\n`,
    buildArguments: { T: 'given' },
  },
  'platform arguments': `ARG V=$TARGETARCH\nFROM --platform=$BUILDPLATFORM fixture/busybox AS a\nARG TARGETARCH\nENV A=$TARGETARCH B=$TARGETOS\nFROM fixture/busybox$TARGETVARIANT$TARGETOSVERSION$BUILDOSVERSION\n`,
  'arguments of one stage in another': `FROM fixture/busybox AS a\nARG A=1\nENV B=2\nFROM a\nENV X=$A Y=$B\nFROM fixture/busybox\nENV X=$A Y=$B\n`,
  triggers:
    'FROM fixture/busybox AS a\nONBUILD CMD x $F\nONBUILD ENV X $Y\nONBUILD WORKDIR foo\n\nFROM a AS b\nWORKDIR bar\nCMD z\n\nFROM b\nWORKDIR baz\n',
  'a target leaves the other stages alone': {
    text: 'FROM fixture/busybox AS a\nCMD x\nFROM fixture/busybox as B\nCMD y\nENV TOKEN=1\nMAINTAINER z\n',
    target: 'a',
  },
  'secrets by name': `ARG API_KEY\n${stage}ENV TOKEN=1 PUBLIC_KEY=1 a-key=2 my_auth_x=3 monkey=4\nARG API_KEY AUTH\nARG N=TOKEN\nENV $N=1\n`,
  'continuations with empty lines': `ARG API_KEY\n${stage}RUN x \\\n\n  y\\\n\n\nRUN <<E cat \\\n\n x\nfoo\nE\nRUN a \\\n# c\n\n  # d\n b\nRUN a \\\n\n`,
  ports: `${stage}EXPOSE 80/TCP 127.0.0.1:80:81 53:53/Udp 80-90 [::1]:1:2/tcp\nENV P=80/UDP\nEXPOSE $P\n`,
  'platforms of FROM':
    'FROM --platform=linux/amd64 fixture/busybox\nFROM --platform=$TARGETPLATFORM fixture/busybox AS b\nFROM --platform=x86_64 fixture/busybox AS amd64\nFROM --platform=linux/$TARGETARCH fixture/busybox\nFROM --platform=linux fixture/busybox\nFROM --platform=${TARGETPLATFORM:-linux/amd64} fixture/busybox\nFROM --platform=$BUILDOS/$BUILDARCH fixture/busybox\n',
  'defaults that name no image': {
    text: 'ARG A\nARG B=x\nARG C=fixture/busybox\nFROM $A\nFROM ${A:-$C}\nFROM $C\n',
    buildArguments: { A: 'fixture/busybox' },
  },
  'undeclared arguments in FROM':
    'ARG A\nFROM fixture/busybox$A$B\nFROM --platform=linux/${ARCH:-amd64} fixture/busybox\n',
  'relative folders': `FROM fixture/busybox AS a\nWORKDIR a\nWORKDIR b\nFROM fixture/busybox AS b\nWORKDIR /a\nFROM b\nWORKDIR c\nFROM fixture/busybox\nENV D=/d\nWORKDIR $D\nFROM scratch\nWORKDIR "x y"\n`,
  'commands given twice': `${stage}CMD a\nENTRYPOINT b\nHEALTHCHECK CMD a\nENTRYPOINT ["c"]\nCMD ["d"]\nHEALTHCHECK NONE\nCMD e\n`,
  'commands and SHELL': `FROM fixture/busybox AS a\nCMD x\nSHELL ["/bin/sh"]\nCMD y\nFROM a\nENTRYPOINT z\nFROM fixture/busybox\nCMD\nENTRYPOINT []\n`,
  'pairs without =': `${stage}ENV A b=c\nLABEL A b\nENV A \\\n# =\n  b\nENV A\\\n=b C=\\\nd\nENV A =b\nENV A=\n`,
  'skip some': `# check=skip=JSONArgsRecommended,LegacyKeyValueFormat\n${stage}CMD x\nENV A b\nWORKDIR a\n`,
  'skip all': `# check=skip=all\n${stage}CMD x\nENV A b\n`,
  'skip all, then some': `# check=skip=all;skip=X;error=false\n${stage}CMD x\n`,
  'skip with blanks': `# check = skip = JSONArgsRecommended\n${stage}CMD x\nENV A b\n`,
  'skip in another case': `#Check=skip=jsonargsrecommended\n${stage}CMD x\nENV A b\n`,
  'error=true': `# check=error=true\n${stage}CMD x\n`,
  'experimental descriptions':
    '# check=experimental=all\n# a comment\n\nFROM fixture/busybox AS base\n# another\n\nARG VERSION=1\n# x y\n#\nARG B\n  # C is\nARG C\n# D is\nARG D E\n# z\nRUN x\n# q\nARG Q W\n# Up is\nFROM fixture/busybox AS Up\n#up is\nFROM base AS Up\n',
  'experimental by name, and skipped':
    '# check=skip=all;experimental=InvalidDefinitionDescription\n# x\nFROM fixture/busybox AS y\nCMD z\n',
  'the build argument goes before the directive': {
    text: `# check=skip=all\n${stage}CMD x\n`,
    buildArguments: { BUILDKIT_DOCKERFILE_CHECK: 'skip=MaintainerDeprecated' },
  },
  'the directive is not even read then': {
    text: `# check=bogus\n${stage}CMD x\n`,
    buildArguments: { BUILDKIT_DOCKERFILE_CHECK: 'skip=all' },
  },
  'a directive that cannot be read': `# check=foo\n${stage}CMD x\n`,
  'a directive with a wrong value': `# check=error=maybe\n${stage}CMD x\n`,
  'a directive below a comment': `# x\n# check=skip=all\n${stage}CMD x\n`,
  'an indented directive': `  # check=skip=all\n${stage}CMD x\n`,
  'a directive below an indented one': `\t# escape=\\\n# check=skip=all\n${stage}CMD x\n`,
  'a directive after a shebang': `#!/x\n# check=skip=all\n${stage}CMD x\n`,
  'ignored files': {
    text: `${stage}COPY foo x.md ./foo dir/a abs other /\nADD foo http://x/foo.md /\nFROM fixture/busybox\nENV F=foo\nCOPY $F /\nCOPY --from=0 foo /\n`,
    ignoreFile: 'foo\n*.md\ndir\n/abs\n',
    buildArguments: { BUILDKIT_DOCKERFILE_CHECK: 'experimental=CopyIgnoredFile' },
  },
  maintainer: `${stage}MAINTAINER a\nmaintainer b\n`,
  'an unknown instruction': `${stage}FOO x\n`,
  'a port that is none': `${stage}EXPOSE $X/tcp\n`,
  'a port of two ranges': `${stage}EXPOSE 1-2:3-6\n`,
  'an address that is none': `${stage}EXPOSE a:1:2\n`,
  'a mode that is none': `${stage}COPY --chmod=999 a b\n`,
  'a symbolic mode': `${stage}COPY --chmod=u+x a b\n`,
  'a signal that is none': `${stage}STOPSIGNAL FOO\n`,
  'a variable in --from': `${stage}COPY --from=x$y a b\n`,
  'a stage that comes later': 'FROM fixture/busybox AS a\nCOPY --from=b /x /x\nFROM fixture/busybox AS b\n',
  'a stage by a number that comes later':
    'FROM fixture/busybox AS a\nCOPY --from=1 /x /x\nFROM fixture/busybox AS b\n',
  'a stage by a number there is not': 'FROM fixture/busybox AS a\nCOPY --from=7 /x /x\n',
  'a stage from itself': 'FROM fixture/busybox AS a\nCOPY --from=a /x /x\n',
  'stages in a circle':
    'FROM fixture/busybox AS a\nCOPY --from=b /x /x\nFROM fixture/busybox AS b\nCOPY --from=a /x /x\n',
  'stages in a circle that nothing needs':
    'FROM fixture/busybox AS a\nRUN --mount=from=b,target=/x y\nFROM fixture/busybox AS b\nCOPY --from=a /x /x\nFROM fixture/busybox\n',
  'a stage from one below that is built from it':
    'FROM fixture/busybox AS a\nCOPY --from=b /x /x\nFROM a AS b\nFROM fixture/busybox\n',
  'a stage by a number below 0': `${stage}COPY --from=-1 /x /x\n`,
  'a stage by a number with a sign': `${stage}FROM fixture/busybox\nCOPY --from=+0 /x /x\n`,
  'an origin that can be no image': `${stage}COPY --from=Foo /x /x\n`,
  'a mount from what can be no image': `${stage}RUN --mount=from=Foo,target=/x y\n`,
  'a digest that is cut off': 'FROM fixture/busybox@sha256:0123456789abcdef0123456789abcdef\n',
  'a target there is not': { text: stage, target: 'nope' },
  'a required variable': `${stage}ENV A=\${B:?needed}\n`,
  'a required variable in an unused default': {
    text: `${stage}ARG A=\${B:?needed}\n`,
    buildArguments: { A: '1' },
  },
  'a word with an open quote': `${stage}ENV A="b\n`,
  'a URL in COPY': `${stage}COPY https://example.com/x /\n`,
  'a repository in COPY': `${stage}COPY https://github.com/moby/buildkit.git /\n`,
  'a checksum of a local file': `${stage}ADD --checksum=sha256:abc x /\n`,
  'a checksum of two sources': `${stage}ADD --checksum=sha256:abc http://x/a http://x/b /\n`,
  'a checksum that is none': `${stage}ADD --checksum=nope http://x/a /\n`,
  'a platform that is none': 'FROM --platform=foo fixture/busybox\n',
  'a platform with too many parts': 'FROM --platform=a/b/c/d fixture/busybox\n',
  'an empty platform': 'FROM --platform= fixture/busybox\n',
  'a platform of nothing': 'FROM --platform=$NOPE fixture/busybox\n',
  'an empty volume': `${stage}VOLUME $NOPE\n`,
  'a mount of an unknown type': `${stage}RUN --mount=type=foo,target=/x y\n`,
  'a mount with an unknown field': `${stage}RUN --mount=type=cache,target=/x,foo=bar y\n`,
  'a mount without a value': `${stage}RUN --mount=type=cache,target y\n`,
  'a mount with a mode where none may be': `${stage}RUN --mount=type=bind,target=/x,mode=700 y\n`,
  'a mount with sharing where none may be': `${stage}RUN --mount=type=bind,target=/x,sharing=locked y\n`,
  'a mount shared in an unknown way': `${stage}RUN --mount=type=cache,target=/x,sharing=some y\n`,
  'a secret without a name': `${stage}RUN --mount=type=secret y\n`,
  'a secret from a stage': `${stage}RUN --mount=type=secret,id=x,from=a y\n`,
  'a mount on the root': `${stage}RUN --mount=type=cache,target=/ y\n`,
  'a mount with a size that is none': `${stage}RUN --mount=type=tmpfs,target=/x,size=big y\n`,
  'a mount that is required': `${stage}RUN --mount=type=cache,target=/x,required y\n`,
  'a mount read-only in no way': `${stage}RUN --mount=type=bind,target=/x,ro=maybe y\n`,
  'a mount with a number that is none': `${stage}RUN --mount=type=cache,target=/x,uid=a y\n`,
  'a mount from a stage that comes later':
    'FROM fixture/busybox\nRUN --mount=from=b,target=/x y\nFROM fixture/busybox AS b\n',
  'mounts as they should be': `${stage}RUN --mount=type=cache,target=/x,sharing=locked,id=a,uid=1,gid=2,mode=0700 --mount=type=bind,source=a,target=/b,rw --mount=type=tmpfs,target=/t,size=64m --mount=type=secret,id=s,required,env=S --mount=type=ssh y\n`,
  'a device': `${stage}RUN --device=vendor.com/gpu=all x\n`,
  'a mount from itself': 'FROM fixture/busybox AS a\nRUN --mount=from=a,target=/x y\n',
  'a mount from a number':
    'FROM fixture/busybox AS a\nFROM fixture/busybox\nRUN --mount=from=a,target=/x,source=$A y\n',
  'a mount without a target': `${stage}RUN --mount=type=cache y\n`,
  'a mount without a target in a folder': `${stage}WORKDIR /a\nRUN --mount=type=cache y\n`,
  'flags with empty values': `${stage}HEALTHCHECK --interval= --retries= CMD x\nCOPY --chown= --chmod= --from= a b\n`,
  'retries with a sign': `${stage}HEALTHCHECK --retries=+5 CMD x\n`,
  'an interval that is too short': `${stage}HEALTHCHECK --interval=1us CMD x\n`,
  'a port of an address': `${stage}EXPOSE [fe80::1]:80:80 1.2.3.4::80 80:90-91 :80\n`,
  'a port of an empty address': `${stage}EXPOSE 1-2:3\n`,
  'a port out of range': `${stage}EXPOSE 70000\n`,
  'a port of an address with a zero': `${stage}EXPOSE 01.2.3.4:1:1\n`,
  signals: `${stage}STOPSIGNAL sigrtmin+3\nSTOPSIGNAL -1\n`,
  'an empty signal': `${stage}STOPSIGNAL $NOPE\n`,
  'an empty user and folder': `${stage}USER $NOPE\nWORKDIR $NOPE\n`,
  'an empty label': `${stage}LABEL $NOPE=1\n`,
  'an empty name in ENV': `${stage}ENV $NOPE=1\n`,
  'an empty destination': `${stage}COPY a $NOPE\n`,
  'an empty source': `${stage}COPY $NOPE a\n`,
  'a base that is blank': 'ARG A\nFROM $A\n',
  'a trigger of a base that is wrong': 'FROM fixture/busybox AS a\nONBUILD EXPOSE x\nFROM a\n',
  'a trigger that cannot be read': 'FROM fixture/busybox AS a\nONBUILD FOO x\nFROM a\n',
  'a stage name that is none': 'FROM fixture/busybox AS 1a\n',
  'nothing but arguments': 'ARG A=1\n',
};

for (const [title, asked] of Object.entries(cases)) test(title, agrees, asked);
