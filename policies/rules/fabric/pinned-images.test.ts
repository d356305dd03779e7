import { expect, test } from "vitest";
import { type Properties, SECRET, UNKNOWN } from "../../../lib/graph/graph.ts";
import { HELM_RELEASE, NIC_CLUSTER_POLICY } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { pinnedImages } from "./pinned-images.ts";

const DIGEST = `sha256:${"0".repeat(64)}`;
const MUST = "must name its digest (sha256:…)";

test.each<[string, Properties, string[]]>([
  ["no image", { driver: { enabled: false, env: [{ name: "A", value: "1" }] } }, []],
  [
    "an image by its digest",
    { toolkit: { repository: "cr.example/nvidia", image: "container-toolkit", version: DIGEST } },
    ["passed: values.toolkit names cr.example/nvidia/container-toolkit"],
  ],
  [
    "an image by its version",
    { toolkit: { repository: "cr.example/nvidia", image: "container-toolkit", version: "v1.19.1" } },
    [`failed: values.toolkit names cr.example/nvidia/container-toolkit; ${MUST}`],
  ],
  [
    "a text",
    { controller: { image: "cr.example/kueue:v0.14.0" }, web: { image: `cr.example/web:1@${DIGEST}` } },
    [
      `failed: values.controller names cr.example/kueue:v0.14.0; ${MUST}`,
      "passed: values.web names cr.example/web:1",
    ],
  ],
  [
    "an object",
    { controller: { image: { repository: "cr.example/kueue", tag: "v0.14.0", digest: DIGEST } } },
    ["passed: values.controller.image names cr.example/kueue"],
  ],
  [
    "in a list",
    { sidecars: [{ image: "cr.example/log" }] },
    [`failed: values.sidecars[0] names cr.example/log; ${MUST}`],
  ],
  [
    "an unknown version",
    { controller: { image: { repository: "cr.example/kueue", digest: UNKNOWN } } },
    [`notEvaluated: values.controller.image names an image that is unknown until the cloud answers; ${MUST}`],
  ],
  [
    "an image that is unknown",
    { controller: { image: UNKNOWN } },
    [`notEvaluated: values.controller names an image that is unknown until the cloud answers; ${MUST}`],
  ],
  ["a secret that is no image", { grafana: { adminPassword: SECRET } }, []],
])("%s", (_, values, expected) => {
  const found = answersOf([pinnedImages], "F10", resource(HELM_RELEASE, "it", { values }));
  expect(found.map((answer) => answer.replace(`@${DIGEST}`, ""))).toEqual(expected);
});

test("the network operator's policy", () => {
  const policy = resource(NIC_CLUSTER_POLICY, "nics", {
    spec: { ofedDriver: { image: "doca-driver", repository: "cr.example/mellanox", version: "25.07" } },
  });
  expect(answersOf([pinnedImages], "F10", policy)).toEqual([
    `failed: spec.ofedDriver names cr.example/mellanox/doca-driver; ${MUST}`,
  ]);
});

test("settings that are unknown altogether have not passed", () => {
  const release = resource(HELM_RELEASE, "it", { values: UNKNOWN });
  expect(answersOf([pinnedImages], "F10", release)).toEqual([
    "notEvaluated: values is unknown until the cloud answers; must name images by their digests",
  ]);
});
