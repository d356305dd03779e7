import { describe, expect, test } from "vitest";
import { type Graph, type Properties, UNKNOWN } from "../../graph/graph.ts";
import { costOf } from "../cost.ts";
import { type ResourceSketch, sketch } from "../testing/graphs.ts";

/** Where the first thing that is paid for was priced; the reason where it was not. */
function regionOf(graph: Graph): string | undefined {
  const { lines, unpriced } = costOf(graph);
  return lines[0]?.region ?? unpriced.find(({ kind }) => kind === "unknown input")?.reason;
}

function disk(inputs: Properties, from?: ResourceSketch["from"]): ResourceSketch {
  return {
    type: "compute:Disk",
    name: "disk",
    inputs: { sku: { name: "Premium_LRS" }, diskSizeGB: 128, ...inputs },
    ...(from && { from }),
  };
}

const group: ResourceSketch = {
  type: "resources:ResourceGroup",
  name: "group",
  inputs: { resourceGroupName: "rg", location: "swedencentral" },
};

describe("an Azure resource is where", () => {
  const inGroup = { resourceGroupName: ["group"] };

  test.each<[string, Graph, string]>([
    [
      "it says",
      { ...sketch(disk({ location: "East US" })), regions: { "azure-native": "uksouth" } },
      "eastus",
    ],
    [
      "its provider says",
      { ...sketch(group, disk({}, inGroup)), regions: { "azure-native": "eastus" } },
      "eastus",
    ],
    [
      "its group is, by reference",
      sketch(group, disk({ resourceGroupName: UNKNOWN }, inGroup)),
      "swedencentral",
    ],
    ["its group is, by name", sketch(group, disk({ resourceGroupName: "rg" })), "swedencentral"],
    [
      "the group is whose location it takes",
      sketch(group, disk({ location: UNKNOWN }, { location: ["group"] })),
      "swedencentral",
    ],
    [
      "nobody knows: a location from elsewhere",
      { ...sketch(disk({ location: UNKNOWN })), regions: { "azure-native": "eastus" } },
      "its region is not known",
    ],
    ["nobody knows: nothing says it", sketch(disk({})), "its region is not known"],
    [
      "nobody knows: another provider's setting",
      { ...sketch(disk({})), regions: { azure: "eastus" } },
      "its region is not known",
    ],
  ])("%s", (_, graph, region) => expect(regionOf(graph)).toBe(region));
});

describe("an AWS resource is where", () => {
  const volume = (inputs: Properties, provider?: string): Graph => {
    const east: ResourceSketch = {
      type: "pulumi:providers:aws",
      name: "east",
      inputs: { region: "us-east-1" },
    };
    const graph = sketch(east, {
      type: "aws:ebs/volume:Volume",
      name: "v",
      inputs: { type: "gp2", size: 10, ...inputs },
    });
    const urn = graph.resources.find(({ name }) => name === (provider ?? ""))?.urn ?? provider;
    return {
      ...graph,
      resources: graph.resources.map((found) =>
        found.name === "v" && urn !== undefined ? { ...found, provider: urn } : found,
      ),
    };
  };

  test.each<[string, Graph, string]>([
    ["it says", { ...volume({ region: "us-east-1" }), regions: { aws: "eu-west-1" } }, "us-east-1"],
    ["its own provider says", { ...volume({}, "east"), regions: { aws: "eu-west-1" } }, "us-east-1"],
    ["the default provider says", { ...volume({}), regions: { aws: "us-east-1" } }, "us-east-1"],
    ["its zone is", volume({ availabilityZone: "us-east-1b" }), "us-east-1"],
    [
      "nobody knows: a zone that is none",
      volume({ availabilityZone: "use1-az4" }),
      "its region is not known",
    ],
    [
      "nobody knows: a provider that is not in the stack",
      { ...volume({}, "urn:pulumi:s::p::pulumi:providers:aws::other"), regions: { aws: "us-east-1" } },
      "its region is not known",
    ],
    [
      "nobody knows: unknown",
      { ...volume({ region: UNKNOWN }), regions: { aws: "us-east-1" } },
      "its region is not known",
    ],
  ])("%s", (_, graph, region) => expect(regionOf(graph)).toBe(region));
});
