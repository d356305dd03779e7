import { graphOfFile } from "../../../../../scripts/preview.ts";
import { Scratch } from "../../../../engine/real/testing/scratch.ts";
import type { Resource } from "../../../../graph/graph.ts";
import type { Inputs } from "../resource-type.ts";

let declared: Promise<readonly Resource[]> | undefined;

/** Every azure-native resource of the shipped stacks, and of production with a firewall. */
export function declaredResources(): Promise<readonly Resource[]> {
  declared ??= declare();
  return declared;
}

async function declare(): Promise<readonly Resource[]> {
  const scratch = new Scratch();
  const connected = { isolation: "connected", allowedFqdns: ["pypi.org"] };
  const resources: Resource[] = [];
  for (const [stack, change] of [
    ["nd-h100-dev", {}],
    ["nd-h100-prod", {}],
    ["nd-h100-prod", connected],
  ] as const) {
    const file = scratch.environment(stack, change);
    const graph = await graphOfFile(stack, file, file);
    resources.push(...graph.resources.filter(({ type }) => type.startsWith("azure-native:")));
  }
  scratch.remove();
  return resources;
}

/** Inputs with another value at a path, `agentPoolProfiles[0].count`; `undefined` takes it away. Makes what is missing on the way. */
export function changed(inputs: Inputs, path: string, value: unknown): Inputs {
  const copy: Record<string, unknown> = structuredClone({ ...inputs });
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  let holder = copy;
  for (const [index, key] of keys.slice(0, -1).entries()) {
    const next = holder[key] ?? (/^\d+$/.test(keys[index + 1] ?? "") ? [] : {});
    holder[key] = next;
    holder = next as Record<string, unknown>;
  }
  const last = keys.at(-1) ?? "";
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}
