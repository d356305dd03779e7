import { type Graph, valueAt } from "../../../lib/graph/graph.ts";
import { isAbsent } from "../../answers.ts";
import { equals, judge } from "../../demand.ts";
import { type Container, containers } from "../../pods.ts";
import type { Answer, Rule } from "../../rule.ts";
import { unlessNeeded } from "./infrastructure.ts";
import { off } from "./switches.ts";

const ESCALATION = "securityContext.allowPrivilegeEscalation";

/** No container is privileged, or can become so. */
export const unprivileged: Rule = {
  id: "W02",
  name: "containers-unprivileged",
  title: "No container is privileged, or can gain more privileges than it starts with.",
  enforcement: "mandatory",
  severity: "critical",
  frameworks: {
    checkov: ["CKV_K8S_16", "CKV_K8S_20"],
    cisAks: ["4.2.1", "4.2.5"],
    nist80053: ["AC-6", "CM-7"],
    nist800223: ["computing"],
  },
  remediation:
    "Write securityContext: { allowPrivilegeEscalation: false } into every container, and no privileged: true.",
  evidence: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  scope: "resource",
  types: containers.types,
  check: (resource, graph) =>
    containers
      .partsOf(resource)
      .flatMap((container) => [
        off("securityContext.privileged", container, graph),
        ...escalation(container, graph),
      ])
      .map((answer) => unlessNeeded(answer, "privileged", resource, graph)),
};

function escalation(container: Container, graph: Graph): Answer[] {
  if (container.partial && isAbsent(valueAt(container.value, ESCALATION))) return [];
  return [judge(equals(ESCALATION, false), container, graph)];
}
