import type { Inputs, ResourceType } from "./resource-type.ts";

/** Names in an id's template that stand for a whole id. */
const WHOLE_IDS: readonly string[] = ["scope", "resourceUri"];

const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * The ARM id of a resource.
 *
 * @returns `undefined` where an input that is part of it is missing or not known.
 */
export function armIdOf(type: ResourceType, subscriptionId: string, inputs: Inputs): string | undefined {
  const names = [...type.id.matchAll(PLACEHOLDER)].map(([, name = ""]) => {
    const value = name === "subscriptionId" ? subscriptionId : inputs[name];
    return [
      name,
      typeof value === "string" && value !== "" ? value.replace(/^\/|\/$/g, "") : undefined,
    ] as const;
  });
  if (names.some(([, value]) => value === undefined)) return undefined;
  return names.reduce((id, [name, value = ""]) => id.replace(`{${name}}`, () => value), type.id);
}

/** The inputs that an id of the type tells, `subscriptionId` among them; `undefined` where it is no id of that type. */
export function namesIn(type: ResourceType, id: string): Readonly<Record<string, string>> | undefined {
  const groups = patternOf(type).exec(id)?.groups;
  if (groups === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, WHOLE_IDS.includes(name) ? `/${value}` : value]),
  );
}

const patterns = new WeakMap<ResourceType, RegExp>();

function patternOf(type: ResourceType): RegExp {
  const pattern = patterns.get(type) ?? compile(type.id);
  patterns.set(type, pattern);
  return pattern;
}

/** ARM compares ids without regard to case. */
function compile(template: string): RegExp {
  const source = template
    .replaceAll(/[.$]/g, "\\$&")
    .replaceAll(PLACEHOLDER, (_, name: string) => `(?<${name}>${WHOLE_IDS.includes(name) ? ".+" : "[^/]+"})`);
  return new RegExp(`^${source}$`, "i");
}
