import type { DebuggerHost } from './debugger-host.js';

/** The proposed text in the user's editor; as it is left, it is proposed again. */
export async function editInstruction(host: DebuggerHost, text: string): Promise<void> {
  const instruction = await host.editText?.(text);
  if (instruction !== undefined && host.getState().fix !== undefined)
    host.dispatch({ type: 'proposeFix', instruction });
}
