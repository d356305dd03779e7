import { type Graph, valueAt } from "../../../lib/graph/graph.ts";
import { isAbsent, passed } from "../../answers.ts";
import { equals, judge } from "../../demand.ts";
import type { Part } from "../../parts.ts";
import type { Answer } from "../../rule.ts";

/** Says what Kubernetes does where a switch of a pod or a container is not written. */
const API = "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/";

/** A switch that is off where it is not written must be off. */
export function off(path: string, part: Part, graph: Graph): Answer {
  return isAbsent(valueAt(part.value, path))
    ? passed(part.prefix + path, `is not set, which Kubernetes takes as false (${API})`)
    : judge(equals(path, false), part, graph);
}
