import type { StoryFixture } from './read-stories.js';

/** docs/stories.md */
export const renderIndex = (fixtures: readonly StoryFixture[]): string => `# Stories of the debugger

Each shows one thing, with the screens as they are. A test plays all of them in a real terminal on a real engine, and
fails where a screen is another one: what these pages show is what the program does. What differs from run to run is
shown as noughts (times, sizes, step keys, IDs of images) or by a name (ENGINE, \`app\`, \`busybox\`), and \`›\` stands
in the row that the cursor is on, which the terminal shows in other colours. What is kept would
otherwise hang on how long a step takes: that is why \`--checkpoint every\` stands there so often.

${fixtures.map(({ name, story }) => `- [${story.title}](stories/${name}.md)`).join('\n')}
`;
