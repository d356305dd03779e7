import { AgentPool } from "@pulumi/azure-native/containerservice/index.js";
import * as pulumi from "@pulumi/pulumi";
import { expect, it } from "vitest";
import { previewProgram } from "./embedded.ts";

/** Names and types of the aliases that the engine gets for a pool that is declared with these. */
async function aliasesSent(aliases: (pulumi.URN | pulumi.Alias)[]): Promise<unknown> {
  const sent: unknown[] = [];
  const program = () => {
    pulumi.runtime.registerResourceTransform(({ opts }) => {
      for (const alias of (opts.aliases ?? []) as (string | pulumi.Alias)[]) {
        sent.push(typeof alias === "string" ? alias : { name: alias.name, type: alias.type });
      }
      return undefined;
    });
    new AgentPool("pool", { resourceGroupName: "rg", resourceName: "cluster" }, { aliases });
  };
  await previewProgram({ project: "exaform", stack: "test", config: {}, program });
  return sent;
}

it("leaves out the versions that azure-native itself adds", async () => {
  expect(await aliasesSent([])).toEqual([]);
});

it("leaves alone whatever else an alias may say", async () => {
  const urn = "urn:pulumi:test::exaform::azure-native:containerservice:AgentPool::old";
  const versioned = "azure-native:containerservice/v20230101:AgentPool";
  const otherName = "azure-native:containerservice/v20230101:Snapshot";
  const otherModule = "azure-native:compute/v20230102preview:AgentPool";
  const otherType = "azure-native:containerservice:Pool";
  const aliases = [urn, { name: "old" }, { name: "old", type: versioned }, { type: versioned }];
  const kept = [{ type: otherName }, { type: otherModule }, { type: otherType }];
  expect(await aliasesSent([...aliases, ...kept])).toEqual([
    urn,
    { name: "old", type: "" },
    { name: "old", type: versioned },
    ...kept.map(({ type }) => ({ name: "", type })),
  ]);
});
