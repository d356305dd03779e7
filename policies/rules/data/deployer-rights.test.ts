import { describe, expect, test } from "vitest";
import { type Properties, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { ROLE_DEFINITION } from "../../resource-types.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { deployerRights } from "./deployer-rights.ts";

const MUST = "must allow nothing that destroys data or keys";

describe("a role", () => {
  const actions = (permission: Properties) =>
    answersOf(deployerRights, resource(ROLE_DEFINITION, "role", { permissions: [permission] }))[0];
  const dataActions = (permission: Properties) =>
    answersOf(deployerRights, resource(ROLE_DEFINITION, "role", { permissions: [permission] }))[1];

  test.each<[string, Properties, string]>([
    ["of named operations", { actions: ["Microsoft.KeyVault/vaults/write"] }, "passed: PATH allows none"],
    ["of nothing", {}, "passed: PATH allows none"],
    [
      "that deletes vaults",
      { actions: ["Microsoft.KeyVault/vaults/delete"] },
      `failed: PATH allows Microsoft.KeyVault/vaults/delete; ${MUST}`,
    ],
    [
      "of any of a provider",
      { actions: ["microsoft.keyvault/*"] },
      `failed: PATH allows Microsoft.KeyVault/vaults/delete, Microsoft.KeyVault/managedHSMs/delete, Microsoft.KeyVault/locations/deletedVaults/purge/action; ${MUST}`,
    ],
    [
      "that purges",
      { actions: ["*/purge/action"] },
      `failed: PATH allows Microsoft.KeyVault/locations/deletedVaults/purge/action; ${MUST}`,
    ],
    [
      "that removes locks",
      { actions: ["Microsoft.Authorization/*/delete"] },
      `failed: PATH allows Microsoft.Authorization/locks/delete; ${MUST}`,
    ],
    [
      "of any but",
      { actions: ["*"], notActions: ["*/delete", "*/purge/action"] },
      "passed: PATH allows none",
    ],
    [
      "with a pattern that is none",
      { actions: ["Microsoft.KeyVault.vaults.delete"] },
      "passed: PATH allows none",
    ],
    [
      "of unknown operations",
      { actions: UNKNOWN },
      `notEvaluated: PATH is unknown until the cloud answers; ${MUST}`,
    ],
    [
      "of an unknown operation",
      { actions: [UNKNOWN] },
      `notEvaluated: PATH is unknown until the cloud answers; ${MUST}`,
    ],
    [
      "of any but unknown ones",
      { actions: ["*"], notActions: UNKNOWN },
      `notEvaluated: PATH is unknown until the cloud answers; ${MUST}`,
    ],
  ])("%s", (_, permission, expected) => {
    expect(actions(permission)).toBe(expected.replace("PATH", "permissions[0].actions"));
  });

  test("over keys", () => {
    expect(dataActions({ dataActions: ["Microsoft.KeyVault/vaults/keys/*"] })).toBe(
      `failed: permissions[0].dataActions allows Microsoft.KeyVault/vaults/keys/delete, Microsoft.KeyVault/vaults/keys/purge/action; ${MUST}`,
    );
    expect(dataActions({ dataActions: ["*"], notDataActions: ["Microsoft.KeyVault/vaults/keys/*"] })).toBe(
      "passed: permissions[0].dataActions allows none",
    );
  });

  test.each<[Value | undefined, string[]]>([
    [undefined, []],
    [
      UNKNOWN,
      [
        "notEvaluated: permissions is unknown until the cloud answers; must not allow to destroy data or keys",
      ],
    ],
  ])("with permissions %o", (permissions, expected) => {
    const inputs = permissions === undefined ? {} : { permissions };
    expect(answersOf(deployerRights, resource(ROLE_DEFINITION, "role", inputs))).toEqual(expected);
  });
});

test.each(["applicationPassword:ApplicationPassword", "servicePrincipalPassword:ServicePrincipalPassword"])(
  "an %s is refused",
  (type) => {
    expect(answersOf(deployerRights, resource(`azuread:index/${type}`, "password"))).toEqual([
      "failed:  is a password of an application; it must sign in with a federated identity credential",
    ]);
  },
);
