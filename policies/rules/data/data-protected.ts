import { type Graph, isSecret, isUnknown, type Resource, referencesOf } from "../../../lib/graph/graph.ts";
import { CARRIERS } from "../../demand.ts";
import { intentOf, purposeOf } from "../../intent.ts";
import {
  BLOB_CONTAINER,
  DISK_ENCRYPTION_SET,
  KEY,
  LOG_WORKSPACE,
  LUSTRE_FILE_SYSTEM,
  REGISTRY,
  STORAGE_ACCOUNT,
  unversioned,
  VAULT,
} from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

/** Stores that can be scratch. Keys, images and logs never are. */
const STORES = [STORAGE_ACCOUNT, BLOB_CONTAINER, LUSTRE_FILE_SYSTEM];

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
  types: [...STORES, VAULT, KEY, DISK_ENCRYPTION_SET, REGISTRY, LOG_WORKSPACE],
  check: (resource, graph) => {
    const answers = (["protect", "retainOnDelete"] as const).map((option) =>
      optionAnswer(resource, option, graph),
    );
    if (intentOf(graph).stage !== "development" || !STORES.includes(unversioned(resource.type)))
      return answers;
    const purpose = purposeOf(accountOf(resource, graph));
    if (purpose === "scratch") {
      return [
        {
          status: "notApplicable",
          path: "tags.purpose",
          message: "scratch of a development stack: what it holds can be lost",
        },
      ];
    }
    return isUnknown(purpose) || isSecret(purpose) ? answers.map(unlessScratch) : answers;
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

/** A container takes no tags: its purpose is its account's. */
function accountOf(resource: Resource, graph: Graph): Resource {
  if (unversioned(resource.type) !== BLOB_CONTAINER) return resource;
  const source = referencesOf(graph, resource, "accountName").find(isAccount);
  if (source !== undefined) return source;
  const { accountName } = resource.inputs;
  if (typeof accountName !== "string") return resource;
  return (
    graph.resources.find((found) => isAccount(found) && found.inputs.accountName === accountName) ?? resource
  );
}

function isAccount(resource: Resource): boolean {
  return unversioned(resource.type) === STORAGE_ACCOUNT;
}
