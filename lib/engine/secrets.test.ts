import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { type Graph, ofType, type Resource, SECRET, UNKNOWN } from "../graph/graph.ts";
import { type LogMessage, type ProgramRun, previewProgram } from "./embedded.ts";
import { Group, Thing } from "./testing/thing.ts";

function preview(program: () => unknown, run: Partial<ProgramRun> = {}): Promise<Graph> {
  return previewProgram({ project: "exaform", stack: "test", config: {}, program, ...run });
}

function thing(graph: Graph, name: string): Resource {
  const found = ofType(graph, "test:index:Thing").find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`no thing ${name}`);
  return found;
}

describe("secrets", () => {
  const CANARY = "canary-7f3a";

  it("never reach the graph", async () => {
    const graph = await preview(
      () => {
        const password = new pulumi.Config("exaform").requireSecret("password");
        const a = new Thing("a", {
          password,
          nested: { list: [password] },
          text: pulumi.interpolate`${password}!`,
        });
        new Thing("b", { password: a.password, size: password.apply((text) => text.length) });
        new Group("g", { password, unknown: pulumi.secret(a.computed) });
        return { password };
      },
      { config: { "exaform:password": CANARY }, secretKeys: ["exaform:password"] },
    );
    expect(thing(graph, "a").inputs).toEqual({ password: SECRET, nested: { list: [SECRET] }, text: SECRET });
    expect(thing(graph, "b").inputs).toEqual({ password: SECRET, size: SECRET });
    expect(ofType(graph, "test:index:Group")[0]?.inputs).toEqual({ password: SECRET, unknown: UNKNOWN });
    expect(JSON.stringify(graph)).not.toContain(CANARY);
  });

  it("stay hidden where the program reads them as plain text", async () => {
    const messages: LogMessage[] = [];
    const config = {
      "exaform:password": CANARY,
      "exaform:login": JSON.stringify({ user: "operator", key: 'canary "2"' }),
      "exaform:flag": "true",
      "exaform:number": "42",
    };
    const graph = await preview(
      async () => {
        const exaform = new pulumi.Config("exaform");
        const { key } = exaform.requireObject<{ key: string }>("login");
        const json = JSON.stringify({ key });
        new Thing("a", {
          list: [exaform.require("password"), "x"],
          nested: { key, json },
          text: `-${CANARY}-`,
        });
        new Thing("b", { flag: "true", number: "42", size: 42 });
        await pulumi.log.info(`the password is ${CANARY}`);
      },
      { config, secretKeys: Object.keys(config), onLog: (message) => messages.push(message) },
    );
    expect(thing(graph, "a").inputs).toEqual({
      list: [SECRET, "x"],
      nested: { key: SECRET, json: SECRET },
      text: SECRET,
    });
    // What is too short, or true or false, would hide half of the graph.
    expect(thing(graph, "b").inputs).toEqual({ flag: "true", number: "42", size: 42 });
    expect(messages).toEqual([{ severity: "info", text: "(a message that contains a secret)" }]);
  });

  it("are made of outputs that the options call secret", async () => {
    const graph = await preview(() => {
      const a = new Thing("a", { tags: { k: CANARY } }, { additionalSecretOutputs: ["tags"] });
      new Thing("b", { tags: a.tags });
    });
    expect(thing(graph, "b").inputs).toEqual({ tags: SECRET });
  });
});
