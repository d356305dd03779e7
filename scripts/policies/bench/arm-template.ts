import { isSecret, isUnknown, type Properties, type Resource, type Value } from "../../../lib/graph/graph.ts";
import { bodyOf } from "../../../lib/simulation/azure/envelope.ts";
import { resourceTypeOf } from "../../../lib/simulation/azure/types/index.ts";
import { unversioned } from "../../../policies/resource-types.ts";

/**
 * The Azure resources of a graph as an ARM template, for tools that read those. What is unknown is an expression, as what ARM
 * computes is in a template; azure-native's few flattened properties stand under `properties` as they are.
 */
export function armTemplate(resources: readonly Resource[]): object {
  return {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: resources.flatMap(armResource),
  };
}

function armResource({ type, name, inputs }: Resource): object[] {
  const row = resourceTypeOf(unversioned(type));
  if (row === undefined) return [];
  return [
    {
      type: row.armType,
      apiVersion: row.apiVersion,
      name: nameOf(row.id, name, inputs),
      ...bodyOf(row, plain(inputs) as Properties),
    },
  ];
}

/** The names in the id's template, from the resource's own provider on: `account/default/container`. */
function nameOf(template: string, logicalName: string, inputs: Properties): string {
  const own = template.slice(template.lastIndexOf("/providers/"));
  const names = [...own.matchAll(/\{(\w+)\}/g)].map(([, input = ""]) => inputs[input]);
  return names.length > 0 && names.every((name) => typeof name === "string") ? names.join("/") : logicalName;
}

function plain(value: Value): Value {
  if (isUnknown(value) || isSecret(value)) return "[reference('computed').value]";
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** The Kubernetes objects of a graph as manifests. */
export function manifests(resources: readonly Resource[]): object[] {
  return resources.flatMap(({ type, inputs }) => {
    // kubernetes:<group>/<version>:<Kind>, in which `core` stands for no group.
    const [, group = "", version = "", kind = ""] = /^kubernetes:([^/]+)\/([^:]+):(\w+)$/.exec(type) ?? [];
    // A release of Helm is no object: what is in it only Helm knows.
    if (kind === "" || group.startsWith("helm.sh")) return [];
    const apiVersion = group === "core" ? version : `${apiGroup(group)}/${version}`;
    return [{ apiVersion, kind, ...(plain(inputs) as object) }];
  });
}

/** Pulumi shortens the groups of Kubernetes itself. */
function apiGroup(group: string): string {
  const long = ["rbac.authorization", "networking", "admissionregistration", "storage", "scheduling", "node"];
  return long.includes(group) ? `${group}.k8s.io` : group;
}
