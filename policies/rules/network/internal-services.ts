import { type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { SERVICE } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

/** Annotations that keep a load balancer inside the network, and the value with which they do. */
const INTERNAL: readonly (readonly [string, string])[] = [
  // https://learn.microsoft.com/azure/aks/internal-lb
  ["service.beta.kubernetes.io/azure-load-balancer-internal", "true"],
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", "internal"],
];

/** Services are for pods and for the network that the cluster stands in. */
export const internalServices: Rule = {
  id: "N18",
  name: "services-inside",
  title: "No service of Kubernetes is reached from outside of the network.",
  enforcement: "mandatory",
  severity: "critical",
  frameworks: { nist80053: ["AC-4", "SC-7"], nist800223: ["access"] },
  remediation:
    'Use type: "ClusterIP", or "LoadBalancer" with the annotation service.beta.kubernetes.io/azure-load-balancer-internal: "true"; no NodePort, and no externalIPs.',
  evidence: "https://learn.microsoft.com/azure/aks/internal-lb",
  scope: "resource",
  types: [SERVICE],
  check: (service) => [typeAnswer(service), ...externalAnswer(service)],
};

function typeAnswer({ inputs }: Resource): Answer {
  const path = "spec.type";
  const type = valueAt(inputs, path);
  const must = "must be a ClusterIP, or a LoadBalancer with an annotation that keeps it inside";
  if (isAbsent(type)) return passed(path, 'is not set, which Kubernetes takes as "ClusterIP"');
  const reason = opaque(type);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  const found = `is ${JSON.stringify(type)}`;
  if (type !== "LoadBalancer") return decided(type !== "NodePort", path, found, must);
  const annotations = valueAt(inputs, "metadata.annotations");
  const unknown = [annotations, ...INTERNAL.map(([name]) => annotationOf(annotations, name))].map(opaque);
  if (INTERNAL.some(([name, value]) => String(annotationOf(annotations, name)) === value))
    return passed(path, `${found}, and stays inside`);
  return unknown.some((why) => why !== undefined)
    ? notEvaluated(path, `${found}, with annotations that are unknown`, must)
    : decided(false, path, `${found} without such an annotation`, must);
}

/** Annotations have dots in their names, which paths have not. */
function annotationOf(annotations: ReturnType<typeof valueAt>, name: string): ReturnType<typeof valueAt> {
  if (typeof annotations !== "object" || annotations === null || Array.isArray(annotations)) return undefined;
  return new Map(Object.entries(annotations)).get(name);
}

function externalAnswer({ inputs }: Resource): Answer[] {
  const path = "spec.externalIPs";
  const addresses = valueAt(inputs, path);
  if (isAbsent(addresses)) return [];
  const must = "must not be set";
  const reason = opaque(addresses);
  if (reason !== undefined) return [notEvaluated(path, reason, must)];
  const count = listOf(addresses).length;
  return [decided(count === 0, path, count === 0 ? "is empty" : "has addresses", must)];
}
