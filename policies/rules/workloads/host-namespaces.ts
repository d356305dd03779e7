import { pods } from "../../pods.ts";
import type { Rule } from "../../rule.ts";
import { unlessNeeded } from "./infrastructure.ts";
import { off } from "./switches.ts";

const SWITCHES = ["hostPID", "hostIPC", "hostNetwork"] as const;

/** A pod in the node's namespaces sees every tenant of the node. */
export const hostNamespaces: Rule = {
  id: "W04",
  name: "no-host-namespaces",
  title: "No pod shares processes, memory or network with its node.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    checkov: ["CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19"],
    cisAks: ["4.2.2", "4.2.3", "4.2.4"],
    nist80053: ["AC-4", "SC-39"],
    nist800223: ["computing"],
  },
  remediation:
    "Remove hostPID, hostIPC and hostNetwork from the pod: RDMA needs none of them, its device comes from the device plugin.",
  evidence: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  scope: "resource",
  types: pods.types,
  check: (resource, graph) =>
    pods
      .partsOf(resource)
      .flatMap((pod) => SWITCHES.map((name) => unlessNeeded(off(name, pod, graph), name, resource, graph))),
};
