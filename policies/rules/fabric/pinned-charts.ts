import { valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, notEvaluated, opaque, passed } from "../../answers.ts";
import { RELEASES } from "../../releases.ts";
import type { Rule } from "../../rule.ts";

const EXACT = /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

/** A chart without a version is another one tomorrow, and takes the driver or the fabric with it. */
export const pinnedCharts: Rule = {
  id: "F09",
  name: "charts-pinned",
  title: "Every chart is installed in one exact version.",
  enforcement: "mandatory",
  severity: "medium",
  frameworks: { nist80053: ["CM-2", "SI-7", "SR-4"], nist800223: ["management"] },
  remediation: 'Write the exact version of the chart: version: "25.10.1", no range and not nothing.',
  evidence: "https://www.pulumi.com/registry/packages/kubernetes/api-docs/helm/v3/release/",
  scope: "resource",
  types: RELEASES,
  check: ({ inputs }) => {
    const path = "version";
    const [chart, version] = [valueAt(inputs, "chart"), valueAt(inputs, path)];
    const must = "must be one exact version";
    if (typeof chart === "string" && isFixed(chart)) return [passed(path, `is that of ${chart}`)];
    if (isAbsent(version)) return [decided(false, path, "is not set, which Helm takes as the latest", must)];
    const reason = opaque(version);
    if (reason !== undefined) return [notEvaluated(path, reason, must)];
    return [
      decided(
        typeof version === "string" && EXACT.test(version),
        path,
        `is ${JSON.stringify(version)}`,
        must,
      ),
    ];
  },
};

/** A file of the program, or a digest. */
function isFixed(chart: string): boolean {
  return /^\.{0,2}\//.test(chart) || /@sha256:[0-9a-f]{64}$/.test(chart);
}
