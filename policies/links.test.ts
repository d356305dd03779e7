import { describe, expect, test } from "vitest";
import { type Properties, type Resource, SECRET, UNKNOWN } from "../lib/graph/graph.ts";
import { type Link, linkOf, linkOfPart, mayBe } from "./links.ts";
import { nodePools } from "./parts.ts";
import * as types from "./resource-types.ts";
import { type Extras, graphWith, resource } from "./testing/build-graph.ts";

const ID = "/subscriptions/s/resourceGroups/Data/providers/Microsoft.KeyVault/vaults/KV-disks";
const vault = resource(types.VAULT, "vault", { vaultName: "kv-disks", resourceGroupName: "data" });
const twin = resource(types.VAULT, "twin", { vaultName: "kv-disks", resourceGroupName: "other" });
const nameless = resource(types.VAULT, "nameless");
const key = resource(types.KEY, "key", { keyName: "disks", vaultName: "kv-disks" });

function shown(link: Link): string {
  switch (link.kind) {
    case "declared":
      return `declared ${link.resource.name}`;
    case "elsewhere":
      return `elsewhere ${link.id}`;
    case "unknown":
      return `unknown: ${link.reason}`;
    case "none":
      return "none";
  }
}

function follow(of: Resource["inputs"][string] | undefined, extras: Extras = {}, to = [types.VAULT]): string {
  const inputs: Properties = of === undefined ? {} : { target: of };
  const from = resource("test:index:Source", "source", inputs, extras);
  return shown(linkOf(graphWith([from, vault, twin, nameless, key]), from, "target", to));
}

describe("a known value", () => {
  test.each<[string, string, string[], string]>([
    ["an id, whatever its case", ID, [types.VAULT], "declared vault"],
    ["an id in another group", ID.replace("Data", "other"), [types.VAULT], "declared twin"],
    [
      "an id in no group of the stack",
      ID.replace("Data", "third"),
      [types.VAULT],
      `elsewhere ${ID.replace("Data", "third")}`,
    ],
    ["an id of another name", `${ID}2`, [types.VAULT], `elsewhere ${ID}2`],
    ["an id of another type", ID, [types.STORAGE_ACCOUNT], `elsewhere ${ID}`],
    ["a URL of a vault", "https://kv-disks.vault.azure.net/", [types.VAULT], "declared twin"],
    ["a URL of a key", "https://kv-disks.vault.azure.net/keys/disks/1a2b", [types.KEY], "declared key"],
    ["a plain name", "KV-disks", [types.VAULT], "declared twin"],
    ["nothing", "", [types.VAULT], "none"],
  ])("%s", (_, value, to, expected) => {
    expect(follow(value, {}, to)).toBe(expected);
  });

  test("not written", () => {
    expect(follow(undefined)).toBe("none");
  });

  test("that names nothing declared may be the id of what has no name yet", () => {
    expect(follow("kv-x1y2", { from: { target: [nameless] } })).toBe("declared nameless");
    expect(follow("kv-x1y2", { from: { target: [vault] } })).toBe("elsewhere kv-x1y2");
  });

  test("a plain name is of the group of who names it", () => {
    const from = resource("test:index:Source", "source", { target: "kv-disks", resourceGroupName: "DATA" });
    expect(shown(linkOf(graphWith([from, twin, vault]), from, "target", [types.VAULT]))).toBe(
      "declared vault",
    );
  });
});

describe("an unknown", () => {
  test.each<[string, Extras, string]>([
    ["from one of the types", { from: { target: [vault, key] } }, "declared vault"],
    [
      "from several of the types",
      { from: { target: [vault, twin] } },
      "unknown: is unknown, and may be any of Vault vault, Vault twin",
    ],
    ["from none", { from: { target: [key] } }, "unknown: is unknown, and comes from no Vault of this stack"],
    [
      "from what is not carried",
      { from: undefined },
      "unknown: is unknown, and the embedded engine does not carry here what it depends on (propertyDependencies)",
    ],
  ])("%s", (_, extras, expected) => {
    expect(follow(UNKNOWN, extras)).toBe(expected);
  });

  test("a secret is not followed", () => {
    expect(follow(SECRET, { from: { target: [vault] } })).toBe("unknown: is a secret and was not looked at");
  });
});

describe("where an unknown may lead", () => {
  const link = (extras: Extras) => {
    const from = resource("test:index:Source", "source", { target: UNKNOWN }, extras);
    return linkOf(graphWith([from, vault, twin]), from, "target", [types.VAULT]);
  };

  test.each<[string, Extras, boolean]>([
    ["anywhere, where dependencies are not carried", { from: undefined }, true],
    ["to one of several", { from: { target: [vault, twin] } }, true],
    ["to none of this stack", { from: { target: [] } }, false],
    ["to the one that it leads to for sure", { from: { target: [vault] } }, false],
  ])("%s", (_, extras, expected) => {
    expect(mayBe(link(extras), vault)).toBe(expected);
  });
});

test("the link of a part is that of its path in the whole", () => {
  const subnet = resource(types.SUBNET, "nodes", { subnetName: "nodes", virtualNetworkName: "v" });
  const cluster = resource(types.MANAGED_CLUSTER, "cluster", {
    agentPoolProfiles: [
      {},
      {
        vnetSubnetID:
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes",
      },
    ],
  });
  const graph = graphWith([subnet, cluster]);
  const links = nodePools
    .partsOf(cluster)
    .map((part) => shown(linkOfPart(graph, part, "vnetSubnetID", [types.SUBNET])));
  expect(links).toEqual(["none", "declared nodes"]);
});
