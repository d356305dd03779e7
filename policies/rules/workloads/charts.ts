import { type Resource, valueAt } from "../../../lib/graph/graph.ts";

/** The chart of a Helm release by its short name: `gpu-operator`, also of `oci://registry/charts/gpu-operator`. */
export function chartOf(release: Resource): string | undefined {
  const chart = valueAt(release.inputs, "chart");
  return typeof chart === "string" ? chart.slice(chart.lastIndexOf("/") + 1) : undefined;
}
