import { describe, expect, test } from "vitest";
import { type RoleName, roleDefinitionId } from "../../../catalog/azure/roles.ts";
import { type Properties, type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { MANAGED_CLUSTER, ROLE_ASSIGNMENT, USER_ASSIGNED_IDENTITY } from "../../resource-types.ts";
import { type Extras, resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { registryPull } from "./registry-pull.ts";

const GROUP = "/subscriptions/s/resourceGroups/g";
const REGISTRY = `${GROUP}/providers/Microsoft.ContainerRegistry/registries/r`;
const MUST = "must be AcrPull: every pod of a node can act as its kubelet";

const kubelet = resource(USER_ASSIGNED_IDENTITY, "kubelet");
const other = resource(USER_ASSIGNED_IDENTITY, "builder");
const cluster = resource(
  MANAGED_CLUSTER,
  "cluster",
  { identityProfile: { kubeletidentity: { resourceId: UNKNOWN } } },
  { from: { identityProfile: [kubelet] } },
);

function answers(role: RoleName | Value, scope: Value, extras: Extras): string[] {
  const inputs: Properties = {
    principalId: UNKNOWN,
    roleDefinitionId: typeof role === "string" ? roleDefinitionId(role as RoleName, "s") : role,
    scope,
  };
  const assignment: Resource = resource(ROLE_ASSIGNMENT, "it", inputs, extras);
  return answersOf([registryPull], "I11", assignment, cluster, kubelet, other);
}

const forKubelet: Extras = { from: { principalId: [kubelet] } };
const TOO_MUCH = `failed: roleDefinitionId lets UserAssignedIdentity kubelet, the identity of a kubelet, do more than read images; ${MUST}`;

describe("an assignment", () => {
  test.each<[string, RoleName | Value, Value, Extras, string[]]>([
    ["of AcrPull", "AcrPull", REGISTRY, forKubelet, ["passed: roleDefinitionId only reads images"]],
    ["of AcrPush", "AcrPush", REGISTRY, forKubelet, [TOO_MUCH]],
    ["of Reader", "Reader", REGISTRY, forKubelet, [TOO_MUCH]],
    ["of Contributor, of a group", "Contributor", GROUP, forKubelet, [TOO_MUCH]],
    ["of a role about other things, of a group", "Storage Blob Data Reader", GROUP, forKubelet, []],
    ["of AcrPush to somebody else", "AcrPush", REGISTRY, { from: { principalId: [other] } }, []],
    [
      "of AcrPush to whom nobody says",
      "AcrPush",
      REGISTRY,
      { from: undefined },
      [
        `notEvaluated: roleDefinitionId may be for a kubelet, for the source of principalId is not known; ${MUST}`,
      ],
    ],
    [
      "of AcrPull to whom nobody says",
      "AcrPull",
      REGISTRY,
      { from: undefined },
      ["passed: roleDefinitionId only reads images"],
    ],
    [
      "of an unknown role",
      UNKNOWN,
      REGISTRY,
      forKubelet,
      [`notEvaluated: roleDefinitionId is unknown until the cloud answers; ${MUST}`],
    ],
  ])("%s", (_, role, scope, extras, expected) => {
    expect(answers(role, scope, extras)).toEqual(expected);
  });
});
