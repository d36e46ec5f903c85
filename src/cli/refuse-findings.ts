// A file that says `# check=error=true` is not built while a rule finds something in it, as in docker build.
import { DockerfileError } from '../messages/errors.js';
import { problem } from '../messages/message.js';
import type { BuildOptions } from '../plan/build-options.js';
import type { ResolvedImages } from '../plan/plan-build.js';
import type { Source } from './open-project.js';

export async function refuseFindings(
  source: Source,
  options: BuildOptions,
  images: ResolvedImages,
): Promise<void> {
  const given = options.buildArguments.BUILDKIT_DOCKERFILE_CHECK;
  // Nearly no file has the directive: the rules are loaded for one that may.
  if (given === undefined && !/^#[ \t]*check[ \t]*=/im.test(source.text)) return;
  const { checkDockerfile } = await import('../check/check-dockerfile.js');
  const { findings } = checkDockerfile(source, options, { images });
  const refused = findings.filter(({ severity }) => severity === 'error');
  if (refused.length === 0) return;
  const messages = refused.map(({ rule, range, text, hint }) =>
    problem('rule-broken', range, `${text} (${rule})`, hint),
  );
  throw new DockerfileError(source.path, source.text, messages);
}
