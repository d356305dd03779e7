import { readFileSync, statSync } from "node:fs";
import { isAlias, isNode, LineCounter, type Node, type ParsedNode, parseDocument, visit } from "yaml";
import type * as z from "zod";
import { hostileText, masked } from "../planning/hostile-text.ts";
import { InvalidInput, type Problem, refuse } from "../planning/problem.ts";
import { suggest } from "../planning/suggest.ts";
import { type PriceFile, priceFileModel } from "./price-file-model.ts";
import { rowProblems } from "./price-rows.ts";

/** All regions of a cloud, refreshed, are a tenth of this. */
const MAX_BYTES = 16 * 1024 * 1024;

const EXAMPLE = `currency: USD
prices:
  - { item: lustre/AMLFS-Durable-Premium-250, region: eastus, unit: TiB-month, price: 215.00, source: our quote, asOf: 2026-11-22 }
discounts:
  - { items: "vm/*", percent: 12, reason: our agreement }`;

/**
 * Reads a price file, YAML or JSON.
 *
 * @throws InvalidInput that lists everything that is wrong with it.
 */
export function readPriceFile(file: string): PriceFile {
  return parsePriceFile(textOf(file), file);
}

function textOf(file: string): string {
  const problem = (message: string, fix: string): InvalidInput =>
    new InvalidInput(file, [{ path: file, value: undefined, message, fix }]);
  let bytes: Buffer;
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) throw problem(`a price file has at most ${MAX_BYTES} bytes`, "split it");
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw problem("there is no such file, or it cannot be read", `write it, for example:\n${EXAMPLE}`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw problem("is no UTF-8 text", "save it as UTF-8");
  }
}

/**
 * Parses the text of a price file. Numbers are taken as they are written, so that no digit of a price is lost.
 *
 * @param shownAs how messages name it.
 * @throws InvalidInput that lists everything that is wrong with it.
 */
export function parsePriceFile(text: string, shownAs: string): PriceFile {
  const lines = new LineCounter();
  // Every scalar is a text: no price goes through a binary number, and no date through a clock.
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
  const checked = priceFileModel.safeParse(content);
  if (!checked.success)
    refuse(
      shownAs,
      checked.error.issues.flatMap((issue) => problemsOf(issue, content, place)),
    );
  if (checked.data === undefined) throw checked.error;
  refuse(shownAs, rowProblems(checked.data, place));
  return checked.data;
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

/** How to write each property. */
const FIXES: Readonly<Record<string, string>> = {
  currency: "write for example USD or EUR",
  origin: "leave it out, or write own or refreshed",
  item: "write for example vm/Standard_ND96isr_H100_v5",
  items: "write for example vm/*",
  region: "write for example eastus or us-east-1",
  regions: "write for example [eastus, eastus2]",
  unit: "write one of these",
  price: "write for example 98.32",
  percent: "write for example 12.5",
  from: "write for example 51200, or leave it out",
  term: "leave it out for onDemand, or write one of these",
  terms: "leave it out for onDemand, or write a list of these",
  source: "say where the price was read or agreed",
  reason: "say why, in a few words",
  asOf: "write for example 2026-11-22",
};

function problemsOf(
  issue: z.core.$ZodIssue,
  content: unknown,
  place: (path: readonly PropertyKey[]) => string,
): Problem[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(key, issue.path, place));
  const key = issue.path.findLast((part) => typeof part === "string") ?? "";
  const value = issue.path.reduce<unknown>(
    (parent, part) => (typeof parent === "object" && parent !== null ? Reflect.get(parent, part) : undefined),
    content,
  );
  const message = value === undefined && issue.path.length > 0 ? "is missing" : issue.message;
  const fix = FIXES[key] ?? `write it, for example:\n${EXAMPLE}`;
  return [{ path: place(issue.path), value: typeof value === "string" ? value : undefined, message, fix }];
}

function unknownKey(
  key: string,
  parent: readonly PropertyKey[],
  place: (path: readonly PropertyKey[]) => string,
): Problem {
  const nearest = suggest(key, [...Object.keys(FIXES), "prices", "discounts"]);
  return {
    path: place([...parent, key]),
    value: undefined,
    message: `unknown key ${key}`,
    fix: nearest === undefined ? "remove it" : `did you mean ${nearest}?`,
  };
}
