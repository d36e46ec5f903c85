// The one table of message codes. The sentence says what the code means, for documentation and tests.
export const messageCodes = {
  'empty-file': 'The Dockerfile has no instruction.',
  'line-too-long': 'A physical line is longer than 65,535 bytes.',
  'invalid-encoding': 'The file holds bytes that are not UTF-8.',
  'directive-invalid': 'A parser directive has a value that is not allowed, or is repeated.',
  'directive-syntax': 'The file asks for a frontend that refrom does not fetch.',
  'unknown-instruction': 'The keyword is not an instruction of the Dockerfile language.',
  'instruction-before-from': 'Only ARG may stand before the first FROM.',
  'missing-argument': 'An instruction lacks an argument it requires.',
  'too-many-arguments': 'An instruction has more arguments than it takes.',
  'argument-invalid': 'An argument has a form that the instruction does not take.',
  'json-invalid': 'A JSON array holds something other than strings.',
  'flag-unknown': 'The instruction does not know this flag.',
  'flag-invalid': 'A flag lacks a value, has a wrong one, or is given twice.',
  'flag-encoding': 'A flag holds more than ASCII, and docker build takes each of its bytes for a letter.',
  'heredoc-unterminated': 'A heredoc is never closed.',
  'heredoc-invalid': 'A heredoc stands where none may.',
  'continuation-empty': 'An empty line inside a continuation.',
  'word-invalid': 'A word cannot be expanded: a quote or a brace is not closed, or a modifier is unknown.',
  'word-required': 'A variable required by ${name:?message} is not set.',
  'stage-unknown': 'No stage and no named context has this name.',
  'stage-cycle': 'A stage depends on itself.',
  'stage-name-invalid': 'A stage name may hold only a-z, 0-9, - _ and . and begins with a letter.',
  'target-unknown': 'The target is not a stage of the file.',
  'reference-invalid': 'An image reference is empty or malformed.',
  'image-unavailable': 'The engine does not have the image and cannot pull it.',
  'onbuild-invalid': 'An ONBUILD trigger may not be this instruction.',
  'unsupported-form': 'refrom does not execute this form yet; nothing is executed rather than half of it.',
  'entitlement-missing': 'A RUN asks for more than `--allow` grants.',
  'rule-broken': 'A rule finds something, and the file asks for `error=true`.',
  'script-invalid':
    'A line of a debugger script is not a command, or has arguments that the command does not take.',
  'key-file-invalid':
    'The keys.json of the debugger binds something that is no action or no key, or one key twice.',
  'build-argument-unused': 'A build argument was given that no ARG names.',
} as const;

export type MessageCode = keyof typeof messageCodes;
