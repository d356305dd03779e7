/** Whether two ids name one resource: ARM compares them without regard to case. */
export function sameId(a: string, b: string): boolean {
  return keyOf(a) === keyOf(b);
}

/** The form of an id under which it is kept. */
export function keyOf(id: string): string {
  return id.toLowerCase().replace(/\/+$/, "");
}

/** Whether an id lies below a scope: a subscription, a group or a resource. The scope itself does not. */
export function isBelow(id: string, scope: string): boolean {
  return keyOf(id).startsWith(`${keyOf(scope)}/`);
}

/** The last name of an id. */
export function nameOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** The subscription of an id, if it lies in one. */
export function subscriptionOf(id: string): string | undefined {
  return /^\/subscriptions\/([^/]+)/i.exec(id)?.[1];
}

/** What a path below ARM's root names. */
export interface ArmPath {
  /** `Microsoft.Network/virtualNetworks/subnets`; groups and subscriptions are `Microsoft.Resources/…`. */
  readonly armType: string;
  /** Id of what it lies in: the parent, the group, the subscription, or what an extension belongs to; `""` where there is none. */
  readonly parent: string;
  /** Whether it names a collection and not one resource. */
  readonly collection: boolean;
}

/** Takes the path of an id, or of a collection of them, apart. `undefined` where it is neither. */
export function armPathOf(path: string): ArmPath | undefined {
  const parts = partsOf(path);
  const at = parts.findLastIndex((part) => part.toLowerCase() === "providers");
  if (at === -1 || at % 2 !== 0) return resourcesPath(parts);
  const [namespace, ...rest] = parts.slice(at + 1);
  if (namespace === undefined || rest.length === 0) return undefined;
  const types = rest.filter((_, index) => index % 2 === 0);
  const collection = rest.length % 2 === 1;
  const above = collection ? rest.length - 1 : rest.length - 2;
  const parent = parts.slice(0, above > 0 ? at + 2 + above : at);
  return { armType: [namespace, ...types].join("/"), parent: joined(parent), collection };
}

/** Subscriptions and resource groups have no `providers` in their ids. */
function resourcesPath(parts: readonly string[]): ArmPath | undefined {
  const kind = parts
    .filter((_, index) => index % 2 === 0)
    .join("/")
    .toLowerCase();
  const known: Readonly<Record<string, string>> = {
    subscriptions: "Microsoft.Resources/subscriptions",
    "subscriptions/resourcegroups": "Microsoft.Resources/resourceGroups",
  };
  const armType = known[kind];
  const collection = parts.length % 2 === 1;
  if (armType === undefined) return undefined;
  return { armType, parent: joined(parts.slice(0, collection ? -1 : -2)), collection };
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

function joined(parts: readonly string[]): string {
  return parts.map((part) => `/${part}`).join("");
}
