import { describe, expect, test } from "vitest";
import released from "../../stacks/released.json" with { type: "json" };
import { unversioned } from "../resource-types.ts";
import { rules } from "../rules/index.ts";
import { peers, UNCHECKED_BY_PEERS } from "./index.ts";

const known = new Set(rules.map(({ id }) => id));

/** Checks that a rule answers at another resource than the peer, which sees less. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  CKV_AZURE_34: "an account that lets nobody in without a name has no container that does",
  "AZU-0007": "the same",
  "Azure.Storage.BlobAccessType": "the same",
  CKV_AZURE_164: "the cluster refuses what the registry cannot",
  "AZU-0051": "a group cannot open a way that no route and no gateway makes",
  "Azure.VNET.FirewallSubnet": "routes say whether a firewall is on the way; a subnet of its name does not",
};

describe.each(peers)("$name", ({ checks, asOf, source }) => {
  test("each check is there once, and each names rules that exist, or says why there is none", () => {
    const ids = checks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const unanswered = checks.filter(({ rules: own, reason }) => own.length > 0 === (reason !== undefined));
    expect(unanswered.map(({ id }) => id)).toEqual([]);
    expect(checks.flatMap(({ rules: own }) => own.filter((id) => !known.has(id)))).toEqual([]);
    const reasons = checks.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
    expect(reasons.filter((reason) => !/^[A-Z].{20,}\.$/.test(reason))).toEqual([]);
    for (const reason of reasons) {
      for (const [named] of reason.matchAll(/\b[NIEWDF]\d\d\b/g)) expect(known).toContain(named);
    }
  });

  test("says where its list was read, and when", () => {
    expect(source).toMatch(/^https:\/\//);
    expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test("a rule that answers a check looks at the kind of resource that the check looks at, or at the stack", () => {
    const typesOf = (id: string) => rules.find((rule) => rule.id === id)?.types ?? [];
    const elsewhere = checks.filter(
      ({ rules: own, types }) =>
        own.length > 0 && !own.some((id) => typesOf(id).some((type) => types.includes(type))),
    );
    expect(elsewhere.map(({ id }) => id).filter((id) => !(id in ELSEWHERE))).toEqual([]);
  });
});

test("whatever the released stacks declare in Azure was looked for in every peer", () => {
  const urns = Object.values(released).flatMap((stack) => Object.keys(stack));
  const declared = urns.map((urn) => unversioned(urn.split("::")[2]?.split("$").at(-1) ?? ""));
  const azure = [...new Set(declared)].filter((type) => type.startsWith("azure-native:"));
  expect(azure.length).toBeGreaterThan(20);
  const checked = new Set(peers.flatMap(({ checks }) => checks.flatMap(({ types }) => types)));
  expect(azure.filter((type) => checked.has(type) === UNCHECKED_BY_PEERS.includes(type))).toEqual([]);
});
