import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { failed, isAbsent, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { declaredOf, named } from "../../links.ts";
import { nodePools } from "../../parts.ts";
import { chartOf, RELEASES } from "../../releases.ts";
import { DAEMON_SET } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { POOL_DRIVER } from "./driver-mode.ts";
import { gpuPoolsOf, type MachineGroup } from "./machine-groups.ts";

/** Programs that watch GPUs and links, as their charts and images are called. */
const WATCHERS = ["dcgm-exporter", "node-problem-detector", "gpud", "nvsentinel"];

/** A GPU or a link that fails unseen stops a job of thousands. */
export const healthChecks: Rule = {
  id: "F08",
  name: "gpus-watched",
  title: "Something watches the health of every GPU.",
  enforcement: "mandatory",
  severity: "medium",
  frameworks: { nist80053: ["SI-4", "SI-13"], nist800223: ["computing"] },
  remediation:
    'Leave gpuProfile.driver at "Install", with which AKS watches GPUs itself; or deploy DCGM Exporter, node-problem-detector, gpud or NVSentinel on GPU nodes.',
  evidence: "https://learn.microsoft.com/azure/aks/gpu-health-monitoring",
  scope: "graph",
  types: nodePools.types,
  check: (resource, graph) => gpuPoolsOf(resource).map((pool) => poolAnswer(pool, graph)),
};

function poolAnswer({ prefix, value, gpus, paths }: MachineGroup, graph: Graph): Answer {
  const path = prefix + POOL_DRIVER;
  const must = "must come with something that watches GPUs: AKS does not without its own driver";
  const mode = valueAt(value, POOL_DRIVER);
  if (isAbsent(mode)) return passed(path, 'is not set, which AKS takes as "Install": it watches GPUs itself');
  const reason = opaque(mode) ?? (gpus === undefined ? `is set, and ${paths.size} is not known` : undefined);
  const watcher = watcherOf(graph);
  if (watcher !== undefined) return passed(path, `${named(watcher)} watches GPUs`);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  const found = `is ${JSON.stringify(mode)}`;
  if (typeof mode === "string" && mode.toLowerCase() !== "none")
    return passed(path, `${found}: AKS watches GPUs itself`);
  return graph.resources.some(({ type }) => type.startsWith("kubernetes:"))
    ? failed(path, found, must)
    : notEvaluated(path, `${found}, and the stack declares nothing in Kubernetes`, must);
}

function watcherOf(graph: Graph): Resource | undefined {
  return (
    declaredOf(graph, ...RELEASES).find(isWatchingRelease) ??
    declaredOf(graph, DAEMON_SET).find(isWatchingSet)
  );
}

/** The GPU Operator brings DCGM Exporter unless told otherwise. */
function isWatchingRelease(release: Resource): boolean {
  const chart = chartOf(release);
  if (chart === "gpu-operator") return valueAt(release.inputs, "values.dcgmExporter.enabled") !== false;
  return chart !== undefined && WATCHERS.includes(chart);
}

function isWatchingSet({ inputs }: Resource): boolean {
  return listOf(valueAt(inputs, "spec.template.spec.containers"))
    .map((container: Value) => valueAt(container, "image"))
    .some((image) => typeof image === "string" && WATCHERS.includes(nameOf(image)));
}

/** `dcgm-exporter` of `registry/nvidia/k8s/dcgm-exporter:4.4@sha256:…`. */
function nameOf(image: string): string {
  return image.split("@")[0]?.split("/").at(-1)?.split(":")[0] ?? image;
}
