import { expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import { KEY, REGISTRY, VAULT } from "../../resource-types.ts";
import { type Extras, resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { registryKey } from "./registry-key.ts";

const key = resource(KEY, "images");
const open = resource(VAULT, "open", { properties: { publicNetworkAccess: "Enabled" } });
const closed = resource(VAULT, "closed", { properties: { publicNetworkAccess: "Disabled" } });
const guarded = resource(VAULT, "guarded", { properties: { networkAcls: { defaultAction: "Deny" } } });
const given = { keyVaultProperties: { keyIdentifier: "https://kv.vault.azure.net/keys/images" } };
const STATUS = "encryption.status";
const FAILED = `failed: ${STATUS} is not enabled; must be "enabled"`;

function answers(encryption: Properties | undefined, extras: Extras, ...vaults: readonly Resource[]) {
  const registry = resource(REGISTRY, "it", encryption === undefined ? {} : { encryption }, extras);
  return answersOf([registryKey], "E09", registry, key, ...vaults);
}

test("without a key, where a vault is open to it", () => {
  expect(answers(undefined, {})).toEqual([FAILED]);
  expect(answers({ status: "disabled" }, {}, closed, open)).toEqual([FAILED]);
});

test("without a key, where every vault is closed to it", () => {
  expect(answers(undefined, {}, closed, guarded)).toEqual([
    `notApplicable: ${STATUS} every vault of this stack is closed, and a new registry passes no firewall (https://github.com/MicrosoftDocs/azure-docs/issues/61064)`,
  ]);
});

test("with a key", () => {
  const [status, identifier] = answers({ ...given, status: "enabled" }, {}, closed);
  expect([status, identifier]).toEqual([
    `passed: ${STATUS} is "enabled"`,
    "passed: encryption.keyVaultProperties.keyIdentifier is set",
  ]);
  expect(answers({ ...given, status: "disabled" }, {}, closed)[0]).toBe(
    `failed: ${STATUS} is "disabled"; must be "enabled"`,
  );
  expect(answers({ status: "enabled" }, {}, closed)[1]).toMatch(/^failed: .* is not set; must be set$/);
});

test("an unknown is a key where it comes from one", () => {
  const encryption = { status: "enabled", keyVaultProperties: UNKNOWN };
  expect(answers(encryption, { from: { encryption: [key] } })[1]).toMatch(/^passed: .* Key images /);
  expect(answers(encryption, {})[1]).toMatch(/^notEvaluated: /);
});
