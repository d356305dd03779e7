import { armTypeOf, armTypes } from "../../catalog/azure/arm-types.ts";
import { textAt } from "../analysis/reading.ts";
import type { Graph, Properties, Resource } from "../graph/graph.ts";

/** A resource of the graph as Azure Resource Manager will know it. */
export interface ArmObject {
  readonly resource: Resource;
  readonly id: string;
  /** `Microsoft.KeyVault/vaults/keys`. */
  readonly armType: string;
  readonly apiVersion: string;
}

/** The azure-native resources of a graph. */
export interface ArmObjects {
  readonly objects: readonly ArmObject[];
  /** Resources whose id cannot be told before `up`: of a type that the catalogue lacks, or with a name that is not known yet. */
  readonly unidentified: readonly Resource[];
}

/**
 * What the graph's resources will be in Azure.
 *
 * @param subscriptionId the subscription of the stack.
 */
export function armObjectsOf(graph: Graph, subscriptionId: string): ArmObjects {
  const declared = graph.resources.filter(({ type, custom }) => custom && type.startsWith("azure-native:"));
  const objects = declared.flatMap((resource): ArmObject[] => {
    const type = armTypes[resource.type];
    const id = type && idOf(type.id, { ...resource.inputs, subscriptionId });
    if (type === undefined || id === undefined) return [];
    return [{ resource, id, armType: armTypeOf(type.id), apiVersion: type.apiVersion }];
  });
  const identified = new Set(objects.map(({ resource }) => resource));
  return { objects, unidentified: declared.filter((resource) => !identified.has(resource)) };
}

/** The form of an id filled with the names of the inputs; `undefined` where one is not known. */
function idOf(form: string, inputs: Properties): string | undefined {
  const words = [...form.matchAll(/\{(\w+)\}/g)].map(([, word = ""]) => word);
  if (words.some((word) => textAt(inputs, word) === undefined)) return undefined;
  return form.replaceAll(/\{(\w+)\}/g, (_, word: string) => (textAt(inputs, word) ?? "").replace(/^\//, ""));
}

/** The id of the resource group in which an id lies; `undefined` for a subscription and what extends it. */
export function groupOf(id: string): string | undefined {
  return /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(id)?.[0];
}

/** The last part of an id. */
export function nameOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
