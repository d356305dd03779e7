import { readFileSync, statSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { setFlagsFromString } from "node:v8";
import { InvalidInput } from "../planning/problem.ts";
import { type Graph, STACK_TYPE } from "./graph.ts";
import { splitJson } from "./json-items.ts";
import { DuplicateName, parseJson } from "./json-text.ts";
import { graphBeforePreview, graphFromPreview, PREVIEW_COMMAND } from "./preview-json.ts";
import { graphFromState, STATE_COMMAND } from "./state.ts";

/** A file with resources that the Pulumi CLI wrote. */
export interface ResourceFile {
  /** How the user named it on the command line: it decides what the file must hold. `--against` takes a state or a preview. */
  readonly option: "--preview-json" | "--pulumi-json" | "--state" | "--against";
  /** Its path; `-` is stdin. */
  readonly file: string;
}

/** How a file is read. */
export interface Reading {
  /** From which size on it is read piece by piece. @default 64 MB */
  readonly largeBytes?: number;
  /** What `-` reads. @default - stdin of this process */
  readonly stdin?: NodeJS.ReadableStream;
}

/** From this size on a file is read piece by piece: what is not judged of a piece is dropped before the next is read. */
const LARGE_BYTES = 64e6;

const KINDS = {
  "--preview-json": { command: PREVIEW_COMMAND, graphOf: (json: unknown) => graphFromPreview(json) },
  // What is unchanged need not be shown: the graph says that it is missing.
  "--pulumi-json": {
    command: PREVIEW_COMMAND,
    graphOf: (json: unknown) => graphFromPreview(json, "counted"),
  },
  "--state": { command: STATE_COMMAND, graphOf: graphFromState },
  "--against": {
    command: STATE_COMMAND,
    graphOf: (json: unknown) =>
      isMapping(json) && "steps" in json ? graphFromPreview(json) : graphFromState(json),
  },
} as const;

/**
 * Reads the resources of a file, of exaform's programs or of others.
 *
 * @throws InvalidInput where there is no such file, where it is no JSON, and where it is not what its option says.
 */
export async function readGraph(source: ResourceFile, reading: Reading = {}): Promise<Graph> {
  const json = await parse(source, reading);
  refuseOther(source, json);
  return judged(source, () => KINDS[source.option].graphOf(json));
}

/**
 * Reads the resources of a file, and those that were there before, where it is a preview that shows them.
 *
 * @throws InvalidInput as {@link readGraph}.
 */
export async function readWithBefore(
  source: ResourceFile,
  reading: Reading = {},
): Promise<{ readonly graph: Graph; readonly before?: Graph }> {
  const json = await parse(source, reading);
  refuseOther(source, json);
  const graph = judged(source, () => KINDS[source.option].graphOf(json));
  const before = source.option === "--state" ? undefined : judged(source, () => graphBeforePreview(json));
  return { graph, ...(before && { before }) };
}

/** A state where a preview must be, or the other way round, is told by its name and not by each part that it lacks. */
function refuseOther({ option, file }: ResourceFile, json: unknown): void {
  if (option === "--against" || !isMapping(json) || "steps" in json === "deployment" in json) return;
  const { command } = KINDS["steps" in json ? "--preview-json" : "--state"];
  if (command === KINDS[option].command) return;
  const message = `is what \`${command}\` prints`;
  const fix = `give the unchanged output of \`${KINDS[option].command}\``;
  throw new InvalidInput(option, [{ path: option, value: file, message, fix }]);
}

/** Names the file in what is wrong with it: a command may read two. */
function judged<T>({ option, file }: ResourceFile, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidInput) throw new InvalidInput(`${option} ${file}`, error.problems);
    // What no program nests, nothing here unwinds: the stack ends, and that is no fault of ours.
    if (!(error instanceof RangeError)) throw error;
    const message = "is nested more deeply than what Pulumi writes";
    const fix = `give the unchanged output of \`${KINDS[option].command}\``;
    throw new InvalidInput(option, [{ path: option, value: file, message, fix }]);
  }
}

async function parse(
  source: ResourceFile,
  { largeBytes = LARGE_BYTES, stdin = process.stdin }: Reading,
): Promise<unknown> {
  const { file } = source;
  try {
    if (file !== "-" && statSync(file).size >= largeBytes) return parseLarge(file);
    return parseJson(file === "-" ? await buffer(stdin) : readFileSync(file));
  } catch (error) {
    throw refused(source, error);
  }
}

/** What is judged of a large file: the same shape, without the outputs and what was before, which are most of it. */
function parseLarge(file: string): unknown {
  // Else V8 lets garbage grow to a multiple of what is needed, for as long as the machine has memory.
  if (Number(process.versions.node.split(".")[0]) >= 24) setFlagsFromString("--memory-saver-mode");
  const text = readFileSync(file);
  const { rest, items } = splitJson(text, ["deployment.resources", "steps"]);
  const document = parsePiece(rest);
  if (!isMapping(document)) return document;
  const itemsOf = (path: string, lean: (item: unknown) => unknown): unknown[] | undefined =>
    items.get(path)?.map(([begin, end]) => lean(parsePiece(text.subarray(begin, end))));
  const resources = itemsOf("deployment.resources", leanState);
  const steps = itemsOf("steps", leanStep);
  return {
    ...document,
    ...(resources !== undefined && { deployment: { ...Object(document.deployment), resources } }),
    ...(steps !== undefined && { steps }),
  };
}

/** A place in a piece is none in the file, so none is named. */
function parsePiece(bytes: Uint8Array): unknown {
  try {
    return parseJson(bytes);
  } catch (error) {
    throw error instanceof SyntaxError ? new SyntaxError("no JSON", { cause: error }) : error;
  }
}

function leanStep(step: unknown): unknown {
  const lean = without(without(step, "oldState"), "detailedDiff");
  return isMapping(lean) && "newState" in lean ? { ...lean, newState: leanState(lean.newState) } : lean;
}

/** The outputs of the stack itself are what it publishes, and are judged. */
function leanState(state: unknown): unknown {
  return isMapping(state) && state.type === STACK_TYPE ? state : without(state, "outputs");
}

function without(value: unknown, key: string): unknown {
  if (!isMapping(value)) return value;
  const { [key]: _, ...rest } = value;
  return rest;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refused({ option, file }: ResourceFile, error: unknown): InvalidInput {
  const [message, fix] =
    error instanceof Error && "code" in error
      ? [`cannot be read: ${String(error.code)}`, "name a file that exists and may be read, or - for stdin"]
      : [
          error instanceof DuplicateName ? error.message : `is no JSON${placeOf(error)}`,
          `give the unchanged output of \`${KINDS[option].command}\``,
        ];
  return new InvalidInput(option, [{ path: option, value: file, message, fix }]);
}

/** Where it stops being JSON. What stands there is not repeated: it may be a secret. */
function placeOf(error: unknown): string {
  const text = error instanceof Error ? error.message : "";
  const [, line, column] = /line (\d+) column (\d+)/.exec(text) ?? [];
  if (line !== undefined) return ` at line ${line}, column ${column}`;
  return /end of JSON input|ends too early/.test(text) ? ": it ends too early" : "";
}
