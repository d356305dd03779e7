import { vmSizeOf } from "../../../catalog/azure/vm-sizes.ts";
import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import {
  decided,
  failed,
  isAbsent,
  listOf,
  notApplicable,
  notEvaluated,
  opaque,
  passed,
} from "../../answers.ts";
import { ofUnversioned } from "../../by-type.ts";
import { textOf } from "../../demand.ts";
import { labelOf, labelPath, namespaceId, namespaceOf } from "../../namespaces.ts";
import { perGraph } from "../../per-graph.ts";
import { AGENT_POOL, ENVIRONMENT, NAMESPACE, RESOURCE_QUOTA, unversioned } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

/** Label of namespaces and node pools, and key of the taint: which tenant they belong to. */
const TENANT = "exaform.io/tenant";

/** InfiniBand is isolated between scale sets, and a node pool is one: https://learn.microsoft.com/azure/virtual-machines/overview-hb-hc */
export const tenants: Rule = {
  id: "W11",
  name: "tenants-separated",
  title: "Each tenant has a namespace with a quota and a node pool that no other tenant's pods come to.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    cisAks: ["4.6.1"],
    nist80053: ["AC-4", "SC-2", "SC-39"],
    nist800223: ["computing"],
  },
  remediation: `Label the tenant's Namespace with ${TENANT}: <tenant> and give it a ResourceQuota; create a node pool with that label among its nodeLabels and the taint ${TENANT}=<tenant>:NoSchedule.`,
  evidence: "https://kubernetes.io/docs/concepts/security/multi-tenancy/",
  scope: "graph",
  types: [ENVIRONMENT, NAMESPACE, AGENT_POOL],
  check: (resource, graph) => {
    const type = unversioned(resource.type);
    if (type === ENVIRONMENT) return judgeEnvironment(resource, graph);
    return type === NAMESPACE ? judgeNamespace(resource, graph) : judgePool(resource, graph);
  },
};

function judgeEnvironment(environment: Resource, graph: Graph): Answer[] {
  const declared = valueAt(environment.inputs, "tenants");
  const reason = opaque(declared);
  if (reason !== undefined)
    return [notEvaluated("tenants", reason, "each must have its own namespace and pool")];
  const names = listOf(declared).map((tenant) => valueAt(tenant, "name"));
  if (names.length === 0) {
    return [notApplicable("tenants", "the environment declares no tenants: all of it is one")];
  }
  return names.flatMap((name, index) => [
    judgeShare(`tenants[${index}].name`, name, ofUnversioned(graph, NAMESPACE), "namespace", namespaceTenant),
    judgeShare(`tenants[${index}].name`, name, ofUnversioned(graph, AGENT_POOL), "node pool", poolTenant),
  ]);
}

/** Namespaces and node pools stand in two stacks of one environment: a stack without any is not the one to ask. */
function judgeShare(
  path: string,
  tenant: Value | undefined,
  candidates: readonly Resource[],
  what: string,
  tenantOf: (candidate: Resource) => Value | undefined,
): Answer {
  const must = `must have a ${what} of its own`;
  const reason = opaque(tenant);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  if (candidates.length === 0) return notEvaluated(path, `this stack makes no ${what}`, must);
  const owner = candidates.find((candidate) => tenantOf(candidate) === tenant);
  if (owner !== undefined) return passed(path, `has the ${what} ${owner.name}`);
  return candidates.some((candidate) => opaque(tenantOf(candidate)) !== undefined)
    ? notEvaluated(path, `which tenant a ${what} belongs to is unknown`, must)
    : failed(path, `${textOf(tenant ?? null)} has no ${what}`, must);
}

/** Namespaces with a quota; `undefined` among them for one that nothing tells. */
const limitedNamespaces = perGraph(
  (graph) => new Set(ofUnversioned(graph, RESOURCE_QUOTA).map((quota) => namespaceOf(quota, graph))),
);

function judgeNamespace(namespace: Resource, graph: Graph): Answer[] {
  const tenant = namespaceTenant(namespace);
  if (isAbsent(tenant)) return [];
  const quotas = limitedNamespaces(graph);
  const must = "must have a ResourceQuota";
  if (quotas.has(namespaceId(namespace)))
    return [judgeLabel(tenant, graph), passed("metadata.name", "has a ResourceQuota")];
  return [
    judgeLabel(tenant, graph),
    quotas.has(undefined)
      ? notEvaluated("metadata.name", "the namespace of a ResourceQuota is unknown", must)
      : failed("metadata.name", "has no ResourceQuota", must),
  ];
}

function judgeLabel(tenant: Value, graph: Graph): Answer {
  const path = labelPath(TENANT);
  const must = "must be a tenant of the environment";
  const reason = opaque(tenant);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  const names = tenantsOf(graph);
  if (names === undefined) return notEvaluated(path, "the stack does not say which tenants there are", must);
  return decided(names.includes(tenant), path, `is ${textOf(tenant)}`, must);
}

function judgePool(pool: Resource, graph: Graph): Answer[] {
  const names = tenantsOf(graph);
  if (names === undefined || names.length === 0 || hasNoGpus(pool)) return [];
  const must = `must have ${TENANT}=<tenant>:NoSchedule, for the tenant of its label`;
  const tenant = poolTenant(pool);
  const taints = valueAt(pool.inputs, "nodeTaints");
  const reason = [pool.inputs.vmSize, tenant, taints, ...listOf(taints)]
    .map(opaque)
    .find((found) => found !== undefined);
  if (reason !== undefined) return [notEvaluated("nodeTaints", reason, must)];
  if (isAbsent(tenant)) return [failed("nodeTaints", `the pool has no label ${TENANT}`, must)];
  const keeps = ["NoSchedule", "NoExecute"].map((effect) => `${TENANT}=${String(tenant)}:${effect}`);
  const kept = listOf(taints).find((taint) => keeps.includes(String(taint)));
  return [
    kept === undefined
      ? failed("nodeTaints", "lets other pods in", must)
      : passed("nodeTaints", `has ${textOf(kept)}`),
  ];
}

/** Pools of a size that is known to have none, and those of the system, are everybody's. */
function hasNoGpus({ inputs }: Resource): boolean {
  const size = typeof inputs.vmSize === "string" ? vmSizeOf(inputs.vmSize) : undefined;
  return inputs.mode === "System" || (size !== undefined && size.gpus === undefined);
}

function tenantsOf(graph: Graph): readonly (Value | undefined)[] | undefined {
  const [environment] = ofUnversioned(graph, ENVIRONMENT);
  return (
    environment && listOf(valueAt(environment.inputs, "tenants")).map((tenant) => valueAt(tenant, "name"))
  );
}

function namespaceTenant(namespace: Resource): Value | undefined {
  return labelOf(namespace, TENANT);
}

function poolTenant({ inputs }: Resource): Value | undefined {
  const labels = valueAt(inputs, "nodeLabels");
  if (typeof labels !== "object" || labels === null || opaque(labels) !== undefined) return labels;
  return (labels as { readonly [key: string]: Value })[TENANT];
}
