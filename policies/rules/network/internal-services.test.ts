import { expect, test } from "vitest";
import { type Properties, SECRET, UNKNOWN } from "../../../lib/graph/graph.ts";
import { SERVICE } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { internalServices } from "./internal-services.ts";

const AZURE = { "service.beta.kubernetes.io/azure-load-balancer-internal": "true" };
const AWS = { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" };
const MUST = "must be a ClusterIP, or a LoadBalancer with an annotation that keeps it inside";
const BALANCER = { type: "LoadBalancer" };

test.each<[string, Properties, Properties | undefined, string[]]>([
  ["of no type", {}, undefined, ['passed: spec.type is not set, which Kubernetes takes as "ClusterIP"']],
  ["inside the cluster", { type: "ClusterIP" }, undefined, ['passed: spec.type is "ClusterIP"']],
  ["on every node", { type: "NodePort" }, undefined, [`failed: spec.type is "NodePort"; ${MUST}`]],
  ["inside Azure", BALANCER, AZURE, ['passed: spec.type is "LoadBalancer", and stays inside']],
  ["inside AWS", BALANCER, AWS, ['passed: spec.type is "LoadBalancer", and stays inside']],
  [
    "in public",
    BALANCER,
    undefined,
    [`failed: spec.type is "LoadBalancer" without such an annotation; ${MUST}`],
  ],
  [
    "in public, by an annotation",
    BALANCER,
    { "service.beta.kubernetes.io/azure-load-balancer-internal": "false" },
    [`failed: spec.type is "LoadBalancer" without such an annotation; ${MUST}`],
  ],
  [
    "with unknown annotations",
    BALANCER,
    UNKNOWN,
    [`notEvaluated: spec.type is "LoadBalancer", with annotations that are unknown; ${MUST}`],
  ],
  [
    "of unknown type",
    { type: UNKNOWN },
    undefined,
    [`notEvaluated: spec.type is unknown until the cloud answers; ${MUST}`],
  ],
  [
    "with addresses of its own",
    { type: "ClusterIP", externalIPs: ["203.0.113.1"] },
    undefined,
    ['passed: spec.type is "ClusterIP"', "failed: spec.externalIPs has addresses; must not be set"],
  ],
  [
    "with no addresses of its own",
    { type: "ClusterIP", externalIPs: [] },
    undefined,
    ['passed: spec.type is "ClusterIP"', "passed: spec.externalIPs is empty"],
  ],
  [
    "with secret addresses",
    { type: "ClusterIP", externalIPs: SECRET },
    undefined,
    [
      'passed: spec.type is "ClusterIP"',
      "notEvaluated: spec.externalIPs is a secret and was not looked at; must not be set",
    ],
  ],
])("a service %s", (_, spec, annotations, expected) => {
  const service = resource(SERVICE, "it", {
    spec,
    metadata: annotations === undefined ? {} : { annotations },
  });
  expect(answersOf([internalServices], "N18", service)).toEqual(expected);
});
