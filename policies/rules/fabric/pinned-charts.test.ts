import { expect, test } from "vitest";
import { type Properties, SECRET, UNKNOWN } from "../../../lib/graph/graph.ts";
import { HELM_RELEASE } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { pinnedCharts } from "./pinned-charts.ts";

const MUST = "must be one exact version";
const DIGEST = `oci://cr.example/charts/kueue@sha256:${"a".repeat(64)}`;

test.each<[Properties, string]>([
  [{ version: "26.3.3" }, 'passed: version is "26.3.3"'],
  [{ version: "v25.10.1" }, 'passed: version is "v25.10.1"'],
  [{ version: "0.14.0-rc.1+build.5" }, 'passed: version is "0.14.0-rc.1+build.5"'],
  [{ version: ">=26.3.3" }, `failed: version is ">=26.3.3"; ${MUST}`],
  [{ version: "26.x" }, `failed: version is "26.x"; ${MUST}`],
  [{ version: "^26.3.3" }, `failed: version is "^26.3.3"; ${MUST}`],
  [{ version: "26.3" }, `failed: version is "26.3"; ${MUST}`],
  [{ version: "latest" }, `failed: version is "latest"; ${MUST}`],
  [{}, `failed: version is not set, which Helm takes as the latest; ${MUST}`],
  [{ version: UNKNOWN }, `notEvaluated: version is unknown until the cloud answers; ${MUST}`],
  [{ version: SECRET }, `notEvaluated: version is a secret and was not looked at; ${MUST}`],
  [{ chart: "./charts/kueue" }, "passed: version is that of ./charts/kueue"],
  [{ chart: DIGEST }, `passed: version is that of ${DIGEST}`],
])("%o", (inputs, expected) => {
  const release = resource(HELM_RELEASE, "it", { chart: "kueue", ...inputs });
  expect(answersOf([pinnedCharts], "F09", release)).toEqual([expected]);
});
