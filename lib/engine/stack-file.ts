import { type Document, isMap, isScalar, LineCounter, type Node, type Scalar } from "yaml";
import { InvalidInput, refuse } from "../planning/problem.ts";
import {
  aliasProblems,
  type Place,
  scalarProblems,
  secretProblems,
  topLevelProblems,
} from "./stack-file-problems.ts";
import { parseText, readText, WRITE_EXAMPLE } from "./stack-file-text.ts";

/** What `stacks/Pulumi.<stack>.yaml` says, in the form in which Pulumi hands it to a program. */
export interface StackFile {
  /** Configuration by full key (`azure-native:location`); objects as JSON text. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys whose value is encrypted in the file: the program sees a secret without content. */
  readonly secretKeys: readonly string[];
  /** `file:line:column` of a property path such as `exaform:environment.nodes`, if the file has it. */
  positionOf(path: string): string | undefined;
}

/**
 * Reads a stack's file.
 *
 * @param file path of the file.
 * @param shownAs how messages name it. @default file
 * @throws InvalidInput that lists everything that YAML itself, or Pulumi's use of it, makes ambiguous.
 */
export function readStackFile(file: string, shownAs: string = file): StackFile {
  const lines = new LineCounter();
  const document = parseText(readText(file, shownAs), lines, shownAs);
  const at: Place = (node) => {
    const { line, col } = lines.linePos(node?.range?.[0] ?? 0);
    return `${shownAs}:${line}:${col}`;
  };
  const config = document.get("config", true);
  refuse(shownAs, [
    ...aliasProblems(document, at),
    ...scalarProblems(document, at),
    ...topLevelProblems(document, at),
    ...(isMap(config) ? secretProblems(config, at) : []),
  ]);
  if (!isMap(config)) throw noConfig(shownAs);
  const entries = config.items.map(
    ({ key, value }) => [String((key as Scalar).value), value as Node | null] as const,
  );
  return {
    config: Object.fromEntries(
      entries.map(([key, value]) => [key, isSecure(value) ? "" : configText(value, document)]),
    ),
    secretKeys: entries.filter(([, value]) => isSecure(value)).map(([key]) => key),
    positionOf: (path) => {
      const node = nodeAt(entries, path);
      return node === undefined ? undefined : at(node);
    },
  };
}

function noConfig(shownAs: string): InvalidInput {
  return new InvalidInput(shownAs, [
    {
      path: `${shownAs}: config`,
      value: undefined,
      message: "the file has no `config:` mapping",
      fix: WRITE_EXAMPLE,
    },
  ]);
}

function isSecure(node: Node | null): boolean {
  return isMap(node) && node.items.length === 1 && node.has("secure");
}

function configText(node: Node | null, document: Document): string {
  const value: unknown = node?.toJS(document) ?? null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Finds the node of `ns:key.property[0].property`, or of its nearest ancestor that the file has. */
function nodeAt(entries: readonly (readonly [string, Node | null])[], path: string): Node | undefined {
  const found = entries.find(
    ([key]) => path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`),
  );
  if (found === undefined) return undefined;
  const [key, root] = found;
  let node = root ?? undefined;
  for (const part of path
    .slice(key.length)
    .split(/[.[\]]+/)
    .filter((text) => text !== "")) {
    const child =
      node !== undefined && "get" in node && typeof node.get === "function"
        ? node.get(part, true)
        : undefined;
    if (child === undefined) return node;
    node = isScalar(child) || "range" in child ? (child as Node) : node;
  }
  return node;
}
