import * as pulumi from "@pulumi/pulumi";
import { expect, it } from "vitest";
import { ofType } from "../graph/graph.ts";
import { synth } from "./synth.ts";
import { Group, Thing } from "./testing/thing.ts";

const config = (key: string) => new pulumi.Config("azure-native").require(key);

it("declares in a stack of its own, with an example subscription", async () => {
  const graph = await synth(
    () => new Thing("a", { subscription: config("subscriptionId"), location: config("location") }),
  );
  expect(graph).toMatchObject({ project: "exaform", stack: "test" });
  expect(ofType(graph, "test:index:Thing")[0]?.inputs).toEqual({
    subscription: "00000000-0000-0000-0000-000000000001",
    location: "eastus",
  });
});

it("takes another stack and more configuration", async () => {
  const options = {
    project: "p",
    stack: "s",
    config: { "azure-native:location": "westus3", "exaform:x": "1" },
  };
  const graph = await synth(
    () => new Thing("a", { location: config("location"), x: new pulumi.Config("exaform").get("x") }),
    options,
  );
  expect(graph).toMatchObject({ project: "p", stack: "s" });
  expect(ofType(graph, "test:index:Thing")[0]?.inputs).toEqual({ location: "westus3", x: "1" });
});

it("throws what the declaration throws", async () => {
  const error = new Error("refused");
  const declare = () => {
    new Group("g");
    throw error;
  };
  await expect(synth(declare)).rejects.toBe(error);
});
