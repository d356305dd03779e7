import { expect, test } from "vitest";
import { SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { evaluate } from "../../evaluate.ts";
import { ENVIRONMENT, MANAGED_CLUSTER } from "../../resource-types.ts";
import { graphWith, resource } from "../../testing/build-graph.ts";
import { clusterEgress } from "./cluster-egress.ts";

function answer(isolation: string | undefined, outboundType: Value | undefined): string[] {
  const cluster = resource(
    MANAGED_CLUSTER,
    "cluster",
    outboundType === undefined ? {} : { networkProfile: { outboundType } },
  );
  const environment = isolation === undefined ? [] : [resource(ENVIRONMENT, "environment", { isolation })];
  const findings = evaluate(graphWith([cluster, ...environment]), [clusterEgress]);
  return findings.map(({ status, path, message }) => `${status}: ${path} ${message}`);
}

const PATH = "networkProfile.outboundType";
const BOTH = 'must be "none" or "userDefinedRouting"';

test.each<[isolation: string | undefined, outboundType: Value | undefined, expected: string]>([
  ["isolated", "none", `passed: ${PATH} is "none"`],
  [
    "isolated",
    "userDefinedRouting",
    `failed: ${PATH} is "userDefinedRouting"; must be "none" (isolation of the environment: isolated)`,
  ],
  [
    "isolated",
    "block",
    `failed: ${PATH} is "block"; must be "none" (isolation of the environment: isolated)`,
  ],
  ["connected", "none", `passed: ${PATH} is "none"`],
  ["connected", "userDefinedRouting", `passed: ${PATH} is "userDefinedRouting"`],
  [
    "connected",
    "managedNATGateway",
    `failed: ${PATH} is "managedNATGateway"; ${BOTH} (isolation of the environment: connected)`,
  ],
  [undefined, "userDefinedRouting", `passed: ${PATH} is "userDefinedRouting"`],
  [
    undefined,
    "loadBalancer",
    `failed: ${PATH} is "loadBalancer"; ${BOTH} (isolation of the environment: not declared)`,
  ],
  [
    "connected",
    undefined,
    `failed: ${PATH} is not set, which Azure takes as "loadBalancer" (https://learn.microsoft.com/azure/aks/egress-outboundtype); ${BOTH} (isolation of the environment: connected)`,
  ],
  [
    "isolated",
    UNKNOWN,
    `notEvaluated: ${PATH} is unknown until the cloud answers; must be "none" (isolation of the environment: isolated)`,
  ],
  [
    "isolated",
    SECRET,
    `notEvaluated: ${PATH} is a secret and was not looked at; must be "none" (isolation of the environment: isolated)`,
  ],
])("isolation %s, outbound type %o", (isolation, outboundType, expected) => {
  expect(answer(isolation, outboundType)).toEqual([expected]);
});
