import { armTypes } from "../catalog/azure/arm-types.ts";
import {
  type Graph,
  isSecret,
  isUnknown,
  type Resource,
  referencesOf,
  shortType,
  valueAt,
} from "../lib/graph/graph.ts";
import { ofUnversioned } from "./by-type.ts";
import { CARRIERS } from "./demand.ts";
import type { Part } from "./parts.ts";
import { unversioned } from "./resource-types.ts";

/** Where an input that names another resource leads. */
export type Link =
  | { readonly kind: "declared"; readonly resource: Resource }
  /** A resource that this stack does not declare. `id` as it stands there. */
  | { readonly kind: "elsewhere"; readonly id: string }
  /** `among`: the only resources of this stack that it can be; absent where it can be any. */
  | { readonly kind: "unknown"; readonly reason: string; readonly among?: readonly Resource[] }
  | { readonly kind: "none" };

/**
 * Follows an input to the resource that it names.
 *
 * Text is taken as an ARM id, as a URL of a key vault or of what is in it, or else as a plain name. An unknown is followed by what it was
 * computed from, if that is one resource of the types asked for.
 *
 * @param path as `valueAt` reads it: `privateLinkServiceConnections.0.privateLinkServiceId`.
 * @param types unversioned tokens of the resources that it can lead to.
 */
export function linkOf(graph: Graph, from: Resource, path: string, types: readonly string[]): Link {
  const value = valueAt(from.inputs, path);
  if (isSecret(value)) return { kind: "unknown", reason: "is a secret and was not looked at" };
  if (isUnknown(value)) return linkOfUnknown(graph, from, path, types);
  if (typeof value !== "string" || value === "") return { kind: "none" };
  const found =
    candidates(graph, value, types).find((resource) => inGroupOf(resource, value, from)) ??
    unaddressed(sourcesOf(graph, from, path, types));
  return found === undefined ? { kind: "elsewhere", id: value } : { kind: "declared", resource: found };
}

/** {@link linkOf} for a part of a resource. @param path in the part. */
export function linkOfPart(graph: Graph, part: Part, path: string, types: readonly string[]): Link {
  const prefix = part.prefix.replaceAll(/\[(\d+|\*)\]/g, ".$1");
  return linkOf(graph, part.resource, prefix + path, types);
}

/** Whether a link of unknown end can lead to a resource. */
export function mayBe(link: Link, resource: Resource): boolean {
  return link.kind === "unknown" && (link.among?.some(({ urn }) => urn === resource.urn) ?? true);
}

/** The resources of some types, whatever API version they name: type by type, in the order of the graph. */
export function declaredOf(graph: Graph, ...types: readonly string[]): readonly Resource[] {
  return types.flatMap((type) => ofUnversioned(graph, type));
}

/** A resource as messages name it: `Vault disk-vault`. */
export function named({ type, name }: Resource): string {
  return `${shortType(type)} ${name}`;
}

function linkOfUnknown(graph: Graph, from: Resource, path: string, types: readonly string[]): Link {
  if (from.propertyDependencies === undefined) {
    const reason = `is unknown, and ${CARRIERS[graph.origin]} does not carry here what it depends on (propertyDependencies)`;
    return { kind: "unknown", reason };
  }
  const among = sourcesOf(graph, from, path, types);
  const [source, another] = among;
  if (source !== undefined && another === undefined) return { kind: "declared", resource: source };
  const reason =
    source === undefined
      ? `is unknown, and comes from no ${types.map(shortType).join(" or ")} of this stack`
      : `is unknown, and may be any of ${among.map(named).join(", ")}`;
  return { kind: "unknown", reason, among };
}

/** Dependencies are known for each input as a whole. */
function sourcesOf(graph: Graph, from: Resource, path: string, types: readonly string[]): Resource[] {
  const [top = path] = path.split(".");
  return referencesOf(graph, from, top).filter(({ type }) => types.includes(unversioned(type)));
}

/** The one source of a known value, if its id cannot be told beforehand: then the value may well be that id. */
function unaddressed(sources: readonly Resource[]): Resource | undefined {
  const [source, another] = sources;
  if (source === undefined || another !== undefined) return undefined;
  return declaredPath(source, unversioned(source.type)) === undefined ? source : undefined;
}

interface Index {
  /** By {@link pathOf} of what would be their ids. */
  readonly byPath: ReadonlyMap<string, readonly Resource[]>;
  /** By the last name of it. */
  readonly byName: ReadonlyMap<string, readonly Resource[]>;
}

const indexes = new WeakMap<Graph, Index>();

function indexOf(graph: Graph): Index {
  const known = indexes.get(graph);
  if (known !== undefined) return known;
  const addressed = graph.resources.flatMap((resource) => {
    const path = declaredPath(resource, unversioned(resource.type));
    return path === undefined ? [] : [{ resource, path, name: path.slice(path.lastIndexOf("/") + 1) }];
  });
  const index: Index = {
    byPath: grouped(addressed, "path"),
    byName: grouped(addressed, "name"),
  };
  indexes.set(graph, index);
  return index;
}

interface Addressed {
  readonly resource: Resource;
  readonly path: string;
  readonly name: string;
}

function grouped(entries: readonly Addressed[], key: "path" | "name"): Index["byPath"] {
  const groups = Map.groupBy(entries, (entry) => entry[key]);
  return new Map([...groups].map(([name, members]) => [name, members.map(({ resource }) => resource)]));
}

function candidates(graph: Graph, text: string, types: readonly string[]): Resource[] {
  const { byPath, byName } = indexOf(graph);
  const path = pathOf(text);
  const found = path === undefined ? byName.get(text.toLowerCase()) : byPath.get(path);
  return (found ?? []).filter(({ type }) => types.includes(unversioned(type)));
}

/** What an id or a URL of a vault says after the provider; `undefined` for a plain name. Azure compares ids without regard to case. */
function pathOf(text: string): string | undefined {
  const inVault = /^https:\/\/([\w-]+)\.vault\.azure\.net(?:\/(keys)\/([\w-]+))?/i.exec(text);
  if (inVault !== null) {
    const [, vault = "", kind, name] = inVault;
    const below = kind === undefined ? "" : `/${kind}/${name}`;
    return `microsoft.keyvault/vaults/${vault}${below}`.toLowerCase();
  }
  return text.startsWith("/") ? text.toLowerCase().split("/providers/").at(-1) : undefined;
}

/** {@link pathOf} of the id that a resource will have; `undefined` where one of its names is unknown, or the type is not catalogued. */
function declaredPath({ inputs }: Resource, type: string): string | undefined {
  const form = armTypes[type]?.id.split("/providers/").at(-1);
  const names = [...(form ?? "").matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => inputs[name]);
  if (form === undefined || !names.every((name) => typeof name === "string")) return undefined;
  return form.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(inputs[name])).toLowerCase();
}

/** An id says its resource group, a plain name means that of who names it; a group that is unknown may be any. */
function inGroupOf(candidate: Resource, text: string, from: Resource): boolean {
  const group = text.startsWith("/")
    ? /\/resourceGroups\/([^/]+)/i.exec(text)?.[1]
    : text.startsWith("https:")
      ? undefined
      : from.inputs.resourceGroupName;
  const own = candidate.inputs.resourceGroupName;
  if (typeof group !== "string" || typeof own !== "string") return true;
  return group.toLowerCase() === own.toLowerCase();
}
