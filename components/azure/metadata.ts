import { limits } from "../../catalog/azure/limits.ts";
import type { Problem } from "../../lib/planning/problem.ts";
import type { Tags } from "./tags.ts";

/** Kubernetes node labels: key (`name` or `prefix/name`) to value. */
export type Labels = Readonly<Record<string, string>>;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set (2026-08). */
const labelName = /^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;
const labelPrefix =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** AKS refuses these in `nodeLabels`: https://learn.microsoft.com/azure/aks/use-labels (2026-08). The last are ours. */
const reservedPrefixes = ["kubernetes.azure.com", "kubernetes.io", "k8s.io", "exaform.io"];

const taintEffects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

/** https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations (2026-08). */
const forbiddenInTagName = /[<>%&\\?/]|\p{Cc}/u;
const reservedTagName = /^(?:microsoft|azure|windows)/i;
/** `exaform-stack` and `exaform-urn`, which every resource carries. */
const OUR_TAGS = 2;

const { tagsPerResource, tagNameLength, tagValueLength } = limits;

/** What is wrong with node labels that a user adds. */
export function labelProblems(labels: Labels, path: string): Problem[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...keyProblems(`${path}.${key}`, key),
    ...valueProblems(`${path}.${key}`, value),
  ]);
}

/** What is wrong with taints in the form `key=value:Effect`. */
export function taintProblems(taints: readonly string[], path: string): Problem[] {
  return taints.flatMap((taint, index) => {
    const at = `${path}[${index}]`;
    const [, key, value, effect] = /^([^=:]+)(?:=([^:]*))?:(.*)$/.exec(taint) ?? [];
    if (key === undefined || effect === undefined || !taintEffects.includes(effect)) {
      return [
        {
          path: at,
          value: taint,
          message: `a taint is key=value:Effect, with the effect ${taintEffects.join(", ")}`,
          fix: "sku=gpu:NoSchedule",
        },
      ];
    }
    return [...keyProblems(at, key), ...valueProblems(at, value ?? "")];
  });
}

/** What is wrong with Azure tags that a user adds. */
export function tagProblems(tags: Tags, path: string): Problem[] {
  const names = Object.keys(tags);
  const problems = Object.entries(tags).flatMap(([name, value]) =>
    tagProblem(`${path}.${name}`, name, value),
  );
  if (names.length + OUR_TAGS > tagsPerResource.value) {
    problems.push({
      path,
      value: names.length,
      message: `Azure allows ${tagsPerResource.value} tags on a resource, and ${OUR_TAGS} of them are exaform's`,
      fix: `keep at most ${tagsPerResource.value - OUR_TAGS}`,
    });
  }
  return problems;
}

function tagProblem(path: string, name: string, value: string): Problem[] {
  const reason = tagReason(name, value);
  return reason === undefined ? [] : [{ path, value, message: reason, fix: "rename or shorten the tag" }];
}

function tagReason(name: string, value: string): string | undefined {
  if (name === "" || name.length > tagNameLength.value)
    return `a tag's name has 1 to ${tagNameLength.value} characters`;
  if (forbiddenInTagName.test(name))
    return "a tag's name has no control character and none of < > % & \\ ? /";
  if (reservedTagName.test(name))
    return "tag names that begin with microsoft, azure or windows are Azure's own";
  if (value.length > tagValueLength.value)
    return `a tag's value has at most ${tagValueLength.value} characters`;
  return undefined;
}

function keyProblems(path: string, key: string): Problem[] {
  const slash = key.indexOf("/");
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const valid = labelName.test(key.slice(slash + 1)) && (prefix === undefined || labelPrefix.test(prefix));
  if (!valid) {
    const message =
      "a key is a name of at most 63 letters, digits, '-', '_' and '.', that begins and ends with a letter or digit; a DNS name and '/' may stand before it";
    return [{ path, value: key, message, fix: `write ${sanitised(key.slice(slash + 1)) || "a-name"}` }];
  }
  const reserved = reservedPrefixes.find((owner) => prefix === owner || prefix?.endsWith(`.${owner}`));
  if (reserved === undefined) return [];
  const fix = `write example.com/${key.slice(slash + 1)}`;
  return [{ path, value: key, message: `the prefix ${reserved} is reserved`, fix }];
}

function valueProblems(path: string, value: string): Problem[] {
  if (value === "" || labelName.test(value)) return [];
  const message =
    "a value has at most 63 letters, digits, '-', '_' and '.', and begins and ends with a letter or digit";
  return [{ path, value, message, fix: `write ${JSON.stringify(sanitised(value))}` }];
}

/** The nearest valid name or value, empty where nothing of it can stay. */
export function sanitised(text: string): string {
  return text
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, 63)
    .replace(/[^A-Za-z0-9]+$/, "");
}
