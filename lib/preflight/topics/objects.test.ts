import { expect, test } from "vitest";
import { preflight } from "../preflight.ts";
import { requirementsOf } from "../requirements.ts";
import { checksOf, error, forbidden, outcomes, recorded } from "../testing/recorded.ts";
import { IDS, marks, SUBSCRIPTION, small } from "../testing/small.ts";

test("an empty subscription has none of them; what has no id yet is unknown", async () => {
  expect(await outcomes("object")).toEqual({
    "object/absent": "ok: Azure has none of them; what lies in an absent group is absent too",
    "object/unidentified":
      "unknown: azure-native:network:Subnet subnet: their ids cannot be told before `pulumi up`",
  });
});

test("nothing is asked about what lies in an absent group", async () => {
  const asked: string[] = [];
  const ask = recorded();
  await preflight(requirementsOf(small(), { subscriptionId: SUBSCRIPTION, simulated: false }), (question) => {
    asked.push(question.path);
    return ask(question);
  });
  expect(asked.filter((path) => path.startsWith(`${IDS.group}/`))).toEqual([]);
  expect(asked).toContain(`${IDS.group}?api-version=2024-03-01`);
  expect(asked).toHaveLength(new Set(asked).size);
});

test("what is there without the mark of the stack fails, with the import that takes it over", async () => {
  const checks = await checksOf("object", {
    objects: { [IDS.group]: { tags: marks("group") }, [IDS.vault]: { tags: { owner: "somebody" } } },
  });
  expect(checks.find(({ status }) => status === "failed")).toEqual({
    id: `object/${IDS.vault}`,
    topic: "object",
    needed: "nothing at the id of vault yet",
    status: "failed",
    reason: `${IDS.vault} exists and does not carry the mark of this stack: \`pulumi up\` ends with "cannot create already existing resource"`,
    todo: `if it shall belong to the stack: pulumi import azure-native:keyvault:Vault vault ${IDS.vault}; if not: give the stack's own another name, or delete it`,
    evidence: [`GET ${IDS.vault}?api-version=2024-11-01`],
  });
});

test("what carries the mark of the stack is unknown: its state was not read", async () => {
  const key = `${IDS.vault}/keys/disks`;
  const found = await outcomes("object", {
    objects: { [IDS.group]: { tags: marks("group") }, [IDS.vault]: { tags: marks("vault") }, [key]: {} },
  });
  expect(found["object/ours"]).toMatch(
    /^unknown: Microsoft.KeyVault\/vaults\/keys disks, Microsoft.KeyVault\/vaults kv-test, Microsoft.Resources\/subscriptions\/resourceGroups rg: /,
  );
  expect(Object.keys(found).filter((id) => id.startsWith("object//"))).toEqual([]);
});

test("the mark of another stack is not this one's", async () => {
  const other = { "exaform-urn": "urn:pulumi:prod::exaform::azure-native:keyvault:Vault::vault" };
  const found = await outcomes("object", {
    objects: { [IDS.group]: { tags: marks("group") }, [IDS.vault]: { tags: other } },
  });
  expect(found[`object/${IDS.vault}`]).toMatch(/^failed: /);
});

test("a key in somebody else's vault is somebody else's", async () => {
  const key = `${IDS.vault}/keys/disks`;
  const found = await outcomes("object", {
    objects: { [IDS.group]: { tags: marks("group") }, [IDS.vault]: { tags: {} }, [key]: {} },
  });
  expect(Object.keys(found)).toEqual(expect.arrayContaining([`object/${IDS.vault}`, `object/${key}`]));
});

test.each([
  ["no permission", forbidden, /no permission to see it/],
  ["an unknown subscription", error(404, "SubscriptionNotFound", "not found"), /SubscriptionNotFound/],
  ["a gateway's 404", { status: 404, body: "<html>" }, /Azure answered 404 \(no error code\)/],
])("%s is unknown, never absent", async (_, response, reason) => {
  const found = await outcomes("object", { instead: () => response });
  expect(found["object/absent"]).toBe(undefined);
  expect(found["object/unknown"]).toMatch(/^unknown: /);
  expect(found["object/unknown"]).toMatch(reason);
});
