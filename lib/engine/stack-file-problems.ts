import { type Document, isAlias, isMap, isNode, isScalar, type Node, visit, type YAMLMap } from "yaml";
import { masked, secretText, secretUnderKey } from "../planning/hostile-text.ts";
import type { Problem } from "../planning/problem.ts";
import { suggest } from "../planning/suggest.ts";

/** Says where a node stands, as `file:line:column`. */
export type Place = (node: Node | undefined) => string;

/** Anchors make one line mean another, and a few of them a gigabyte; a page of configuration needs none. */
export function aliasProblems(document: Document, at: Place): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Node(_key, node) {
      if (!isAlias(node)) return;
      problems.push({
        path: at(node),
        value: masked(`*${node.source}`),
        message: "aliases are not allowed here",
        fix: "write the value out",
      });
    },
  });
  return problems;
}

/** Numbers and words that YAML's versions read differently. */
export function scalarProblems(document: Document, at: Place): Problem[] {
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
    pattern: /^\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?$/,
    message: "Pulumi reads this as a time, and hands over another text",
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

/** What Pulumi knows at the top of a stack's file; `environment` imports from Pulumi ESC. */
const TOP_LEVEL = ["config", "environment", "secretsprovider", "encryptedkey", "encryptionsalt"];

/** Words at the top that Pulumi passes over in silence. */
export function topLevelProblems(document: Document, at: Place): Problem[] {
  if (!isMap(document.contents)) return [];
  return document.contents.items.flatMap(({ key }) => {
    const name = isScalar(key) ? String(key.value) : "";
    if (TOP_LEVEL.includes(name)) return [];
    const meant = suggest(name, TOP_LEVEL);
    return [
      {
        path: at(isNode(key) ? key : undefined),
        value: masked(name),
        message: `unknown key; allowed at the top: ${TOP_LEVEL.join(", ")}`,
        fix: meant === undefined ? "remove it, or write it under config:" : `did you mean ${meant}?`,
      },
    ];
  });
}

/**
 * Secrets in clear among the file's settings. A mapping is its program's to check, together with everything else in it;
 * what Pulumi encrypted is no secret any more.
 */
export function secretProblems(config: YAMLMap, at: Place): Problem[] {
  return config.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : "";
    const node = isNode(value) ? value : undefined;
    const named = secretText(name, `${at(isNode(key) ? key : undefined)} (a key)`);
    if (node === undefined || isMap(node)) return named;
    const place = at(node);
    const content: unknown = node.toJSON();
    const under = secretUnderKey(name, content, place);
    return [...named, ...(under.length > 0 ? under : secretText(content, place))];
  });
}
