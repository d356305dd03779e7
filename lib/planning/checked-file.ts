import { readFileSync, statSync } from "node:fs";
import { isAlias, isNode, LineCounter, type Node, type ParsedNode, parseDocument, visit } from "yaml";
import type * as z from "zod";
import { hostileText, masked } from "./hostile-text.ts";
import { InvalidInput, type Problem, refuse } from "./problem.ts";
import { suggest } from "./suggest.ts";

/** A kind of file that users write. */
export interface FileKind<T> {
  /** What it is, in words: `a price file`. */
  readonly name: string;
  /** Larger is an accident or an attack. */
  readonly maxBytes: number;
  /** What it says. Every scalar reaches it as text: no amount goes through a binary number, and no date through a clock. */
  readonly model: z.ZodType<T>;
  /** How to write each key, by its name: all keys that a file of the kind may have. */
  readonly fixes: Readonly<Record<string, string>>;
  /** A file that works. */
  readonly example: string;
}

/** What stands in a file, and where. */
export interface CheckedFile<T> {
  readonly content: T;
  /** `file:line:column` and the name of a property, for messages. */
  place(path: readonly PropertyKey[]): string;
}

/**
 * The text of a file that a user wrote.
 *
 * @throws InvalidInput where there is none.
 */
export function fileText(file: string, { name, maxBytes, example }: FileKind<unknown>): string {
  const problem = (message: string, fix: string): InvalidInput =>
    new InvalidInput(file, [{ path: file, value: undefined, message, fix }]);
  let bytes: Buffer;
  try {
    const { size } = statSync(file);
    if (size > maxBytes) throw problem(`${name} has at most ${maxBytes} bytes`, "split it");
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw problem("there is no such file, or it cannot be read", `write it, for example:\n${example}`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw problem("is no UTF-8 text", "save it as UTF-8");
  }
}

/**
 * Parses and checks the text of a file, YAML or JSON.
 *
 * @param shownAs how messages name it.
 * @throws InvalidInput that lists everything that does not fit the kind.
 */
export function checkFile<T>(text: string, shownAs: string, kind: FileKind<T>): CheckedFile<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${shownAs}:${line}:${col}`;
  };
  refuse(shownAs, [
    ...document.errors.map(
      ({ pos, message }): Problem => ({
        path: at(pos[0]),
        value: undefined,
        message: `neither YAML nor JSON: ${masked(message)}`,
        fix: "mend the syntax there",
      }),
    ),
    ...aliasProblems(document.contents, at),
  ]);
  const content: unknown = document.toJS();
  const place = (path: readonly PropertyKey[]): string => {
    const node = nearestNode(document, path);
    return `${at(node?.range?.[0] ?? 0)}${path.length === 0 ? "" : ` ${pathText(path)}`}`;
  };
  const hostile = hostileText(content, shownAs);
  refuse(shownAs, hostile);
  const checked = kind.model.safeParse(content);
  if (!checked.success)
    refuse(
      shownAs,
      checked.error.issues.flatMap((issue) => problemsOf(issue, content, place, kind)),
    );
  if (checked.data === undefined) throw checked.error;
  return { content: checked.data, place };
}

function aliasProblems(contents: ParsedNode | null, at: (offset: number) => string): Problem[] {
  const problems: Problem[] = [];
  visit(contents, {
    Alias: (_key, node) => {
      const message = "aliases are not allowed here";
      problems.push({
        path: at(node.range?.[0] ?? 0),
        value: undefined,
        message,
        fix: "write the value out",
      });
    },
  });
  return problems;
}

function nearestNode(
  document: ReturnType<typeof parseDocument>,
  path: readonly PropertyKey[],
): Node | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && !isAlias(node)) return node;
  }
  return undefined;
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`))
    .join("");
}

function problemsOf(
  issue: z.core.$ZodIssue,
  content: unknown,
  place: (path: readonly PropertyKey[]) => string,
  { fixes, example }: FileKind<unknown>,
): Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey(key, issue.path, place, Object.keys(fixes)));
  }
  const key = issue.path.findLast((part) => typeof part === "string") ?? "";
  const value = issue.path.reduce<unknown>(
    (parent, part) => (typeof parent === "object" && parent !== null ? Reflect.get(parent, part) : undefined),
    content,
  );
  const message = value === undefined && issue.path.length > 0 ? "is missing" : issue.message;
  const fix = fixes[key] ?? `write it, for example:\n${example}`;
  return [{ path: place(issue.path), value: typeof value === "string" ? value : undefined, message, fix }];
}

function unknownKey(
  key: string,
  parent: readonly PropertyKey[],
  place: (path: readonly PropertyKey[]) => string,
  known: readonly string[],
): Problem {
  const nearest = suggest(key, known);
  return {
    path: place([...parent, key]),
    value: undefined,
    message: `unknown key ${key}`,
    fix: nearest === undefined ? "remove it" : `did you mean ${nearest}?`,
  };
}
