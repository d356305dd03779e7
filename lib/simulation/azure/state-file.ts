import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import * as z from "zod";
import { InvalidInput } from "../../planning/problem.ts";

const inputs = z.record(z.string(), z.unknown());

const resource = z.strictObject({
  id: z.string(),
  inputs,
  provisioningState: z.enum(["Creating", "Updating", "Deleting", "Succeeded", "Failed"]),
  createdAt: z.number(),
});

const operation = z.strictObject({
  operationId: z.string(),
  method: z.enum(["PUT", "PATCH", "DELETE"]),
  id: z.string(),
  inputs,
  startedAt: z.number(),
  endsAt: z.number(),
});

const vault = z.strictObject({
  name: z.string(),
  id: z.string(),
  location: z.string(),
  purgeProtected: z.boolean(),
  deletedAt: z.number(),
  purgedAt: z.number(),
});

const error = z.strictObject({ code: z.string(), message: z.string() });

const change = z.union([
  z.strictObject({ set: resource }),
  z.strictObject({ remove: z.string() }),
  z.strictObject({ begin: operation }),
  z.strictObject({ end: z.string(), error: error.optional() }),
  z.strictObject({ bury: vault }),
  /** Ids of the objects that came from a world file. */
  z.strictObject({ given: z.array(z.string()) }),
]);

const request = z.strictObject({
  virtualSeconds: z.number(),
  method: z.string(),
  id: z.string(),
  status: z.number(),
  code: z.string().optional(),
  urn: z.string().optional(),
  retryAfter: z.number().optional(),
});

const entry = z.strictObject({
  now: z.number(),
  changes: z.array(change).optional(),
  request: request.optional(),
});

/** A change of the simulated Azure. */
export type Change = z.infer<typeof change>;

/** A long operation as it is kept. */
export type OperationRecord = z.infer<typeof operation>;

/** One line of a state file: all that one call, or the end of one operation, did. It holds as a whole or not at all. */
export type Entry = z.infer<typeof entry>;

const HEADER = `${JSON.stringify({ file: "simulated Azure of exaform", version: 1 })}\n`;

/** The state of a simulated Azure: lines that are only ever appended, each written before its call is answered. */
export class StateFile {
  /** What the file held when it was opened. */
  readonly entries: readonly Entry[];
  readonly #descriptor: number;
  #length: number;

  private constructor(descriptor: number, entries: readonly Entry[], length: number) {
    this.#descriptor = descriptor;
    this.entries = entries;
    this.#length = length;
  }

  /**
   * Opens a state file and continues it, or begins one. A last line without its end was being written when the process
   * was killed: its call was never answered, and it is dropped.
   *
   * @throws InvalidInput where it is no such file, or one that was changed by something else.
   */
  static open(file: string): StateFile {
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    const complete = text.slice(0, text.lastIndexOf("\n") + 1);
    if (complete === "" ? !HEADER.startsWith(text) : !complete.startsWith(HEADER)) throw damaged(file, 1);
    const entries = complete === "" ? [] : entriesOf(complete.slice(HEADER.length), file);
    // What is written may hold what a program keeps to itself.
    const descriptor = openSync(file, existsSync(file) ? "r+" : "w+", 0o600);
    const state = new StateFile(descriptor, entries, Buffer.byteLength(complete));
    ftruncateSync(descriptor, state.#length);
    if (complete === "") state.#append(HEADER);
    return state;
  }

  /** Writes a line; when this returns, it survives the end of the process. */
  append(line: Entry): void {
    this.#append(`${JSON.stringify(line)}\n`);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #append(text: string): void {
    const bytes = Buffer.from(text);
    try {
      let written = 0;
      while (written < bytes.length) {
        written += writeSync(
          this.#descriptor,
          bytes,
          written,
          bytes.length - written,
          this.#length + written,
        );
      }
    } catch (cause) {
      // A full disk may have taken half a line; the next one must not follow it.
      ftruncateSync(this.#descriptor, this.#length);
      throw cause;
    }
    this.#length += bytes.length;
  }
}

function entriesOf(text: string, file: string): Entry[] {
  const lines = text.split("\n").slice(0, -1);
  return lines.map((line, index) => {
    const parsed = entry.safeParse(jsonOf(line));
    if (!parsed.success) throw damaged(file, index + 2);
    return parsed.data;
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function damaged(file: string, line: number): InvalidInput {
  return new InvalidInput("state of the simulated Azure", [
    {
      path: `${file}:${line}`,
      value: undefined,
      message: "this is no line of such a file: it is another file, or something else changed it",
      fix: "name a file that does not exist yet, and begin anew",
    },
  ]);
}
