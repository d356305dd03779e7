import type { Graph, Resource } from "../../../lib/graph/graph.ts";
import { notApplicable } from "../../answers.ts";
import { CARRIERS } from "../../demand.ts";
import { BLOB_CONTAINER, KEY } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { HOLDERS, SCRATCH, scratchOf } from "./stores.ts";

/** What holds data, keys, images or logs outlives a mistaken `pulumi destroy`; scratch of a development stack need not. */
export const dataProtected: Rule = {
  id: "D01",
  name: "data-protected",
  title: "What holds data or keys is protected, and stays in the cloud when it leaves the stack.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["CP-9"] },
  remediation:
    "Declare it with { protect: true, retainOnDelete: true }; scratch of a development stack declares itself by the tag purpose: scratch.",
  evidence: "https://www.pulumi.com/docs/iac/concepts/resources/options/retainondelete/",
  scope: "graph",
  types: [...HOLDERS, BLOB_CONTAINER, KEY],
  check: (resource, graph) => {
    const answers = (["protect", "retainOnDelete"] as const).map((option) =>
      optionAnswer(resource, option, graph),
    );
    const scratch = scratchOf(resource, graph);
    if (scratch === true) return [notApplicable("tags.purpose", SCRATCH)];
    return scratch === "unknown" ? answers.map(unlessScratch) : answers;
  },
};

function optionAnswer(resource: Resource, option: "protect" | "retainOnDelete", graph: Graph): Answer {
  const value = resource.options[option];
  const path = `options.${option}`;
  if (value === undefined) {
    return {
      status: "notEvaluated",
      path,
      message: `is not carried by ${CARRIERS[graph.origin]}; must be true`,
    };
  }
  return value
    ? { status: "passed", path, message: "is true" }
    : { status: "failed", path, message: "is false; must be true" };
}

function unlessScratch(answer: Answer): Answer {
  if (answer.status !== "failed") return answer;
  return {
    ...answer,
    status: "notEvaluated",
    message: `${answer.message}, unless it is scratch: its tag purpose is unknown`,
  };
}
