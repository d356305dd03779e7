import { readFileSync, statSync } from "node:fs";
import { type Document, isMap, isScalar, type LineCounter, parseDocument, visit, type YAMLError } from "yaml";
import { masked } from "../planning/hostile-text.ts";
import { InvalidInput, type Problem, refuse } from "../planning/problem.ts";

/** A stack's file is a page of YAML; more than this is an accident or an attack. */
const MAX_BYTES = 256 * 1024;

/** An environment with all that it needs: the shortest file that works. */
export const EXAMPLE = `config:
  azure-native:location: eastus
  azure-native:subscriptionId: 00000000-0000-0000-0000-000000000001
  azure-native:tenantId: 00000000-0000-0000-0000-000000000002
  exaform:environment:
    system: nd-h100
    zone: "1"
    nodes: 2
    plannedMaxNodes: 16
    adminGroups: [00000000-0000-0000-0000-000000000003]`;

/** How to write a file, as a fix. */
export const WRITE_EXAMPLE = `write it, with your own ids:\n${EXAMPLE}`;

/**
 * Reads the text of a stack's file.
 *
 * @throws InvalidInput where there is none.
 */
export function readText(file: string, shownAs: string): string {
  const problem = (value: unknown, message: string, fix: string): InvalidInput =>
    new InvalidInput(shownAs, [{ path: shownAs, value, message, fix }]);
  const bytes = bytesOf(file);
  if (bytes === undefined) {
    throw problem(undefined, "there is no such file, or it cannot be read", WRITE_EXAMPLE);
  }
  if (typeof bytes === "number") {
    const message = `a stack's file has at most ${MAX_BYTES} bytes`;
    throw problem(`${bytes} bytes`, message, "remove what is not configuration");
  }
  const text = textOf(bytes);
  if (text === undefined) {
    const message = "is no UTF-8 text, but UTF-16, Latin-1, or no text at all";
    throw problem(undefined, message, "save it as UTF-8");
  }
  return text;
}

/** The content; its size where it is too large; `undefined` where it cannot be read. */
function bytesOf(file: string): Buffer | number | undefined {
  try {
    const { size } = statSync(file);
    return size > MAX_BYTES ? size : readFileSync(file);
  } catch {
    return undefined;
  }
}

function textOf(bytes: Buffer): string | undefined {
  // UTF-16 without its mark decodes as UTF-8 with a NUL in every other place.
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Parses the text of a stack's file.
 *
 * @throws InvalidInput with everything that is no YAML.
 */
export function parseText(text: string, lineCounter: LineCounter, shownAs: string): Document.Parsed {
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { lineCounter, uniqueKeys: true, prettyErrors: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidInput(shownAs, [
      { path: shownAs, value: undefined, message: "nested too deeply to read", fix: "flatten it" },
    ]);
  }
  const at = (offset: number): string => {
    const { line, col } = lineCounter.linePos(offset);
    return `${shownAs}:${line}:${col}`;
  };
  refuse(
    shownAs,
    document.errors.map((error) => syntaxProblem(error, document, at)),
  );
  return document;
}

function syntaxProblem(error: YAMLError, document: Document, at: (offset: number) => string): Problem {
  const [offset] = error.pos;
  const about = { path: at(offset), value: undefined };
  switch (error.code) {
    case "TAB_AS_INDENT":
      return { ...about, message: `not YAML: ${masked(error.message)}`, fix: "indent with spaces" };
    case "DUPLICATE_KEY": {
      const first = firstOf(document, offset);
      const where = first === undefined ? "before" : `at ${at(first)}`;
      return { ...about, message: `the same key stands ${where} already`, fix: "keep one of the two" };
    }
    case "MULTIPLE_DOCS":
      return {
        ...about,
        message: "a second document begins here: a stack's file has one",
        fix: "remove it, with its ---",
      };
    default:
      return { ...about, message: `not YAML: ${masked(error.message)}`, fix: "mend the syntax there" };
  }
}

/** Where the key at this offset stood first. */
function firstOf(document: Document, offset: number): number | undefined {
  let found: number | undefined;
  visit(document, (_key, node) => {
    if (!isMap(node)) return undefined;
    const keys = node.items.flatMap(({ key }) => (isScalar(key) ? [key] : []));
    const again = keys.find(({ range }) => range?.[0] === offset);
    if (again === undefined) return undefined;
    found = keys.find(({ value }) => value === again.value)?.range?.[0];
    return visit.BREAK;
  });
  return found;
}
