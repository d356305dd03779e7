import { readFileSync, statSync } from "node:fs";
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
} from "yaml";
import { InvalidInput, type Problem, refuse } from "../planning/problem.ts";

/** What `stacks/Pulumi.<stack>.yaml` says, in the form in which Pulumi hands it to a program. */
export interface StackFile {
  /** Configuration by full key (`azure-native:location`); objects as JSON text. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys whose value is encrypted in the file: the program sees a secret without content. */
  readonly secretKeys: readonly string[];
  /** `file:line:column` of a property path such as `exaform:environment.nodes`, if the file has it. */
  positionOf(path: string): string | undefined;
}

/** A stack's file is a page of YAML; more than this is an accident or an attack. */
const MAX_BYTES = 256 * 1024;

const EXAMPLE =
  "config:\\n  azure-native:location: eastus\\n  exaform:environment: { system: nd-h100, nodes: 2, … }; see stacks/Pulumi.nd-h100-dev.yaml";

/**
 * Reads a stack's file.
 *
 * @param file path of the file.
 * @param shownAs how messages name it. @default file
 * @throws InvalidInput that lists everything that YAML itself, or Pulumi's use of it, makes ambiguous.
 */
export function readStackFile(file: string, shownAs: string = file): StackFile {
  const lines = new LineCounter();
  const document = parse(readText(file, shownAs), lines, shownAs);
  const at = (node: Node | undefined): string => {
    const { line, col } = lines.linePos(node?.range?.[0] ?? 0);
    return `${shownAs}:${line}:${col}`;
  };
  refuse(shownAs, [...aliasProblems(document, at), ...scalarProblems(document, at)]);
  const config = document.get("config", true);
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

function readText(file: string, shownAs: string): string {
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) {
      throw new InvalidInput(shownAs, [
        {
          path: shownAs,
          value: `${size} bytes`,
          message: `a stack's file has at most ${MAX_BYTES} bytes`,
          fix: "remove what is not configuration",
        },
      ]);
    }
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw new InvalidInput(shownAs, [
      {
        path: shownAs,
        value: undefined,
        message: "there is no such file, or it cannot be read",
        fix: `write it: ${EXAMPLE}`,
      },
    ]);
  }
}

function parse(text: string, lineCounter: LineCounter, shownAs: string): Document.Parsed {
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { lineCounter, uniqueKeys: true, prettyErrors: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidInput(shownAs, [
      { path: shownAs, value: undefined, message: "nested too deeply to read", fix: "flatten it" },
    ]);
  }
  refuse(
    shownAs,
    document.errors.map((error) => {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      return {
        path: `${shownAs}:${line}:${col}`,
        value: undefined,
        message: `not YAML: ${error.message}`,
        fix:
          error.code === "TAB_AS_INDENT"
            ? "indent with spaces"
            : error.code === "DUPLICATE_KEY"
              ? "keep one of the two"
              : "mend the syntax there",
      };
    }),
  );
  return document;
}

function noConfig(shownAs: string): InvalidInput {
  return new InvalidInput(shownAs, [
    {
      path: `${shownAs}: config`,
      value: undefined,
      message: "the file has no `config:` mapping",
      fix: `write it: ${EXAMPLE}`,
    },
  ]);
}

/** Anchors make one line mean another, and a few of them a gigabyte; a page of configuration needs none. */
function aliasProblems(document: Document, at: (node: Node) => string): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Node(_key, node) {
      if (!isAlias(node)) return;
      problems.push({
        path: at(node),
        value: `*${node.source}`,
        message: "aliases are not allowed here",
        fix: "write the value out",
      });
    },
  });
  return problems;
}

/** Numbers and words that YAML's versions read differently. */
function scalarProblems(document: Document, at: (node: Node) => string): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Scalar(_key, node) {
      if (node.type !== "PLAIN" || node.source === undefined) return;
      const rule = AMBIGUOUS.find(({ pattern }) => pattern.test(node.source ?? ""));
      if (rule !== undefined)
        problems.push({
          path: at(node),
          value: node.source,
          message: rule.message,
          fix: rule.fix(node.source),
        });
    },
  });
  return problems;
}

const quoted = (source: string): string => `quote it if it is text: "${source}"`;

const AMBIGUOUS = [
  {
    pattern: /^(y|n|yes|no|on|off)$/i,
    message: "YAML 1.1 reads this word as a truth value",
    fix: (source: string) => `${quoted(source)}; else write true or false`,
  },
  {
    pattern: /^[-+]?\d+(:[0-5]?\d)+$/,
    message: "YAML 1.1 reads this as a number to the base 60",
    fix: quoted,
  },
  {
    pattern: /^[-+]?0[0-7]+$|^0o[0-7]+$|^0x[0-9a-f]+$/i,
    message: "YAML's versions disagree on this number",
    fix: () => "write it in plain decimal digits",
  },
  {
    pattern: /^[-+]?\d+(\.\d*)?e[-+]?\d+$/i,
    message: "a plain decimal number is required",
    fix: (source: string) => `write ${Number(source).toLocaleString("en", { useGrouping: false })}`,
  },
  { pattern: /^[-+]?\.(inf|nan)$/i, message: "a finite number is required", fix: () => "write a number" },
] as const;

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
