import { type Resource, valueAt } from "../lib/graph/graph.ts";
import { HELM_CHART, HELM_RELEASE } from "./resource-types.ts";

/** Types of what Helm installs. */
export const RELEASES: readonly string[] = [HELM_RELEASE, HELM_CHART];

/** The name of a release's chart, without repository or path; `undefined` where it is unknown. */
export function chartOf(release: Resource): string | undefined {
  const chart = valueAt(release.inputs, "chart");
  if (typeof chart !== "string") return undefined;
  return chart
    .replace(/(?:-v?\d+(?:\.\d+)*)?\.tgz$/, "")
    .split("/")
    .at(-1)
    ?.split("@")[0];
}
