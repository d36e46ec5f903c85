// The one table of rules: BuildKit's, by their names (frontend/dockerfile/linter and docs.docker.com/build/checks).
import { consistentInstructionCasing } from './rules/consistent-instruction-casing.js';
import { copyIgnoredFile } from './rules/copy-ignored-file.js';
import { duplicateStageName } from './rules/duplicate-stage-name.js';
import { fromAsCasing } from './rules/from-as-casing.js';
import { invalidDefaultArgInFrom } from './rules/invalid-default-arg-in-from.js';
import { invalidDefinitionDescription } from './rules/invalid-definition-description.js';
import { jsonArgsRecommended } from './rules/json-args-recommended.js';
import { legacyKeyValueFormat } from './rules/legacy-key-value-format.js';
import { maintainerDeprecated } from './rules/maintainer-deprecated.js';
import { multipleInstructionsDisallowed } from './rules/multiple-instructions-disallowed.js';
import { noEmptyContinuation } from './rules/no-empty-continuation.js';
import {
  fromPlatformFlagConstDisallowed,
  invalidBaseImagePlatform,
  redundantTargetPlatform,
} from './rules/platform-of-from.js';
import { exposeInvalidFormat, exposeProtoCasing } from './rules/ports-of-expose.js';
import { reservedStageName } from './rules/reserved-stage-name.js';
import { secretsUsedInArgOrEnv } from './rules/secrets-used-in-arg-or-env.js';
import { stageNameCasing } from './rules/stage-name-casing.js';
import { undefinedArgInFrom } from './rules/undefined-arg-in-from.js';
import { undefinedVar } from './rules/undefined-var.js';
import { workdirRelativePath } from './rules/workdir-relative-path.js';
import type { Rule } from './rule.js';

export const rules: readonly Rule[] = [
  stageNameCasing,
  fromAsCasing,
  noEmptyContinuation,
  consistentInstructionCasing,
  duplicateStageName,
  reservedStageName,
  jsonArgsRecommended,
  maintainerDeprecated,
  undefinedArgInFrom,
  undefinedVar,
  multipleInstructionsDisallowed,
  workdirRelativePath,
  legacyKeyValueFormat,
  invalidBaseImagePlatform,
  redundantTargetPlatform,
  secretsUsedInArgOrEnv,
  invalidDefaultArgInFrom,
  fromPlatformFlagConstDisallowed,
  copyIgnoredFile,
  invalidDefinitionDescription,
  exposeProtoCasing,
  exposeInvalidFormat,
];
