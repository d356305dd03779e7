import { describe, expect, test } from "vitest";
import { type Graph, type Properties, SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { KUBERNETES_SECRET } from "../../resource-types.ts";
import { answersIn, answersOf } from "../../testing/answers-of.ts";
import { graphWith, resource } from "../../testing/build-graph.ts";
import { secretOutputs } from "./secret-outputs.ts";

describe("outputs of the stack", () => {
  function judged(outputs: Properties | undefined, origin: Graph["origin"] = "state"): string[] {
    const graph: Graph = { ...graphWith([], origin), ...(outputs !== undefined && { outputs }) };
    return answersIn(graph, secretOutputs, graph.resources[0]?.urn ?? "");
  }

  test("with the name of a secret are secrets", () => {
    expect(judged({ storageKey: SECRET, adminToken: "abc", kubeconfig: UNKNOWN, clusterName: "c" })).toEqual([
      "failed: outputs.adminToken is written in the clear; must be a secret",
      "notEvaluated: outputs.kubeconfig is unknown until the cloud answers; must be a secret",
      "passed: outputs.storageKey is a secret",
    ]);
  });

  test("with other names are not asked", () => {
    expect(judged({ clusterName: "c", islands: [] })).toEqual([
      "passed: outputs none has the name of a secret",
    ]);
  });

  test("that are not carried do not pass", () => {
    expect(judged(undefined, "preview")).toEqual([
      "notEvaluated: outputs and what is secret of them are not carried by a preview; those with the name of a secret must be secrets",
    ]);
  });
});

describe("what stands in a Secret", () => {
  const judged = (inputs: Properties, origin: Graph["origin"] = "embedded") =>
    answersOf(secretOutputs, resource(KUBERNETES_SECRET, "secret", inputs), [], origin);

  test.each<[string, Value, string[]]>([
    ["secret values", { password: SECRET }, ["passed: stringData.password is a secret"]],
    ["a secret as a whole", SECRET, ["passed: stringData is a secret"]],
    [
      "clear values",
      { user: SECRET, password: "abc" },
      [
        "passed: stringData.user is a secret",
        "failed: stringData.password is written in the clear; must be a secret",
      ],
    ],
    [
      "an unknown value",
      { password: UNKNOWN },
      ["notEvaluated: stringData.password is unknown until the cloud answers; must be a secret"],
    ],
    [
      "a name with a dot",
      { "tls.crt": SECRET, "tls.key": "abc" },
      [
        "passed: stringData.tls.crt is a secret",
        "failed: stringData.tls.key is written in the clear; must be a secret",
      ],
    ],
    ["nothing", {}, []],
  ])("%s", (_, stringData, expected) => {
    expect(judged({ stringData })).toEqual(expected);
  });

  test("data too, and neither where nobody can tell", () => {
    expect(judged({ data: { a: "YQ==" } })).toEqual([
      "failed: data.a is written in the clear; must be a secret",
    ]);
    expect(judged({ data: { a: "YQ==" } }, "pack")).toEqual([
      "notEvaluated: data what is secret of it is not carried by Pulumi's policy interface; must be a secret",
    ]);
    expect(judged({})).toEqual([]);
  });
});
