import { Readable } from "node:stream";
import { main } from "../main.ts";
import type { Terminal } from "../terminal.ts";

/** What a shell sees of a command. */
export interface Ended {
  readonly status: Terminal["exitCode"];
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command line as a user does, in this process: a process of its own would take a second to load the same code.
 *
 * @param input what stands on stdin.
 */
export async function exaform(args: readonly string[], input = ""): Promise<Ended> {
  const [stdout, stderr] = [screen(), screen()];
  const terminal: Terminal = { stdin: Readable.from([input]), stdout, stderr, exitCode: undefined };
  await main(["node", "exaform", ...args], terminal);
  // Node.js ends so where nobody says otherwise.
  return { status: terminal.exitCode ?? 0, stdout: stdout.text, stderr: stderr.text };
}

/** Keeps what is written to it. */
function screen() {
  return {
    text: "",
    write(text: string) {
      this.text += text;
    },
  };
}
