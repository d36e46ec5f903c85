// A story of the debugger: what is typed in a terminal and what is seen there, with prose for its page in docs/stories.
// It is written as Markdown. Lines that are indented by four blanks are actions, one each; everything else is prose.

export interface Story {
  readonly title: string;
  readonly size: TerminalSize;
  readonly blocks: readonly StoryBlock[];
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export type StoryBlock =
  | { readonly type: 'prose'; readonly text: string }
  | { readonly type: 'actions'; readonly actions: readonly Action[] };

/** `line` is that of the story, for messages. */
export type Action = { readonly line: number } & ActionContent;

export type ActionContent =
  /** `$ COMMAND`: starts it in a terminal, in the project's folder. */
  | { readonly type: 'start'; readonly command: string }
  /** `types jjb`: these characters. */
  | { readonly type: 'types'; readonly text: string }
  /** `enters ls -l`: these characters and Enter. */
  | { readonly type: 'enters'; readonly text: string }
  /** `presses Esc`: a key by its name. */
  | { readonly type: 'presses'; readonly key: string }
  /** `clicks [Config]`: with the mouse, where this begins on the screen; the first of them. */
  | { readonly type: 'clicks'; readonly text: string }
  /** `resizes 80x24`: the terminal, columns before rows. */
  | { readonly type: 'resizes'; readonly size: TerminalSize }
  /** `sees next 5: RUN`, or `sees /next \d/`: waits until the screen shows it. */
  | { readonly type: 'sees'; readonly pattern: RegExp }
  /** `screen NAME`: waits until the screen is the one in screens/NAME.txt. */
  | { readonly type: 'screen'; readonly name: string }
  /** `sees no colours`: every cell has the terminal's own. */
  | { readonly type: 'seesNoColors' }
  /** `ends 0`: waits for the end of the command, which has this exit status. */
  | { readonly type: 'ends'; readonly status: number }
  /** `runs COMMAND`: somewhere else meanwhile, to its end; it succeeds. */
  | { readonly type: 'runs'; readonly command: string; readonly prints: readonly string[] }
  /** `a server gives "TEXT" after 3 failures`: `{server}` is its address, in commands and in files. */
  | { readonly type: 'serves'; readonly text: string; readonly failures: number };
