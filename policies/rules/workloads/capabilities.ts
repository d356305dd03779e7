import { type Graph, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, entriesOf, failed, isAbsent, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { textOf } from "../../demand.ts";
import { type Container, containers } from "../../pods.ts";
import type { Answer, Rule } from "../../rule.ts";
import { unlessNeeded } from "./infrastructure.ts";
import { quantityOf } from "./quantities.ts";

const DROP = "securityContext.capabilities.drop";
const ADD = "securityContext.capabilities.add";

/** RDMA pins memory, which needs the capability `IPC_LOCK` and no other: https://github.com/Azure/aks-rdma-infiniband/issues/25 */
export const capabilities: Rule = {
  id: "W03",
  name: "capabilities-dropped",
  title: "Containers drop every capability; only one that asks for RDMA adds IPC_LOCK.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    checkov: ["CKV_K8S_25", "CKV_K8S_28", "CKV_K8S_37"],
    nist80053: ["AC-6", "CM-7"],
    nist800223: ["computing"],
  },
  remediation:
    'Write securityContext: { capabilities: { drop: ["ALL"] } } into every container; add: ["IPC_LOCK"] only beside a limit of rdma/… or vpc.amazonaws.com/efa.',
  evidence: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  scope: "resource",
  types: containers.types,
  check: (resource, graph: Graph) =>
    containers
      .partsOf(resource)
      .flatMap((container) => [...dropped(container), added(container)])
      .map((answer) => unlessNeeded(answer, "capabilities", resource, graph)),
};

function dropped(container: Container): Answer[] {
  const path = container.prefix + DROP;
  const must = 'must have "ALL"';
  const value = valueAt(container.value, DROP);
  if (isAbsent(value)) return container.partial ? [] : [failed(path, "is not set", must)];
  const names = listOf(value);
  if (names.some((name) => isNamed(name, "ALL"))) return [passed(path, 'has "ALL"')];
  const reason = [value, ...names].map(opaque).find((found) => found !== undefined);
  return [reason === undefined ? failed(path, 'has no "ALL"', must) : notEvaluated(path, reason, must)];
}

function added(container: Container): Answer {
  const path = container.prefix + ADD;
  const must = "must have nothing but IPC_LOCK, and that only for RDMA";
  const value = valueAt(container.value, ADD);
  const reason = opaque(value);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  const names = listOf(value);
  const others = names.filter((name) => opaque(name) === undefined && !isNamed(name, "IPC_LOCK"));
  if (others.length > 0) return failed(path, `adds ${others.map(textOf).join(", ")}`, must);
  const unknown = names.map(opaque).find((found) => found !== undefined);
  if (unknown !== undefined) return notEvaluated(path, unknown, must);
  return names.length === 0 ? passed(path, "adds nothing") : withRdma(container, path, must);
}

function withRdma(container: Container, path: string, must: string): Answer {
  const limits = valueAt(container.value, `${container.resources}.limits`);
  const reason = opaque(limits);
  if (reason !== undefined) return notEvaluated(path, `adds IPC_LOCK, and its limit ${reason}`, must);
  const devices = entriesOf(limits).filter(([name]) => isRdma(name));
  const unknown = devices.map(([, count]) => opaque(count)).find((found) => found !== undefined);
  if (unknown !== undefined) return notEvaluated(path, `adds IPC_LOCK, and its limit ${unknown}`, must);
  const rdma = devices.find(([, count]) => (quantityOf(count) ?? 0) > 0);
  if (rdma === undefined && container.partial) {
    return notEvaluated(path, "adds IPC_LOCK, and its runtime says what it asks for", must);
  }
  return decided(
    rdma !== undefined,
    path,
    rdma === undefined ? "adds IPC_LOCK without a limit of an RDMA device" : `adds IPC_LOCK for ${rdma[0]}`,
    must,
  );
}

function isRdma(resource: string): boolean {
  return resource.startsWith("rdma/") || resource === "vpc.amazonaws.com/efa";
}

/** Kubernetes takes a capability with and without `CAP_`, in either case. */
function isNamed(value: Value, name: string): boolean {
  return typeof value === "string" && value.toUpperCase().replace(/^CAP_/, "") === name;
}
