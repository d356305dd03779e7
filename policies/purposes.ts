import { type Graph, isSecret, isUnknown, type Resource, shortType, type Value } from "../lib/graph/graph.ts";
import { type AzureDefault, judge, oneOf } from "./demand.ts";
import { purposeOf } from "./intent.ts";
import { named } from "./links.ts";
import { type Namers, type Naming, namersOf } from "./namers.ts";
import { type Need, needs, type Relaxation } from "./needs.ts";
import type { Part } from "./parts.ts";
import { BLOB_CONTAINER, KEY, unversioned } from "./resource-types.ts";
import type { Answer } from "./rule.ts";

/** Whether a relaxation is needed: `needed` by a consumer that the stack declares, `refused`, or not known. */
export interface Ruling {
  readonly kind: "needed" | "refused" | "undecided";
  /** Who needs it and where that is said, or what is missing. */
  readonly reason: string;
}

/** Whether the declared purpose of a vault, key or account, and somebody who uses it for that, need it relaxed. */
export function rulingOn(relaxation: Relaxation, relaxed: Resource, graph: Graph): Ruling {
  const purpose = purposeOf(relaxed);
  if (isUnknown(purpose) || isSecret(purpose))
    return { kind: "undecided", reason: "its tag purpose is unknown" };
  if (purpose === undefined || purpose === null)
    return { kind: "refused", reason: "it declares no purpose that needs more" };
  const need = needs.find(
    (candidate) =>
      candidate.of === unversioned(relaxed.type) &&
      candidate.relaxation === relaxation &&
      candidate.purpose === purpose,
  );
  if (need === undefined) return { kind: "refused", reason: `its purpose, ${text(purpose)}, needs no more` };
  return rulingOfUse(need, relaxed, graph);
}

function rulingOfUse({ use, purpose, source }: Need, relaxed: Resource, graph: Graph): Ruling {
  const users = use.paths.map(({ path, to }) =>
    usersOf(graph, relaxed, { type: use.consumer, path, to: [to] }),
  );
  const user = users.flatMap(({ surely }) => surely)[0];
  if (user !== undefined)
    return { kind: "needed", reason: `${named(user)} needs that for ${purpose} (${source})` };
  const maybe = users.flatMap(({ perhaps }) => perhaps)[0];
  if (maybe !== undefined) return { kind: "undecided", reason: `whether ${named(maybe)} uses it is unknown` };
  const consumer = shortType(use.consumer);
  return { kind: "refused", reason: `its purpose is ${purpose}, but no ${consumer} of this stack uses it` };
}

/** Who uses what is relaxed, or a part of it: a vault is used by its keys, an account by its containers. */
function usersOf(graph: Graph, relaxed: Resource, naming: Required<Naming>): Namers {
  const [part] = naming.to;
  const owner = part === undefined ? undefined : OWNERS[part];
  if (part === undefined || owner === undefined || part === unversioned(relaxed.type))
    return namersOf(graph, relaxed, naming);
  const parts = namersOf(graph, relaxed, { type: part, path: owner });
  const users = [...parts.surely, ...parts.perhaps].map((found) => namersOf(graph, found, naming));
  return {
    surely: users.slice(0, parts.surely.length).flatMap(({ surely }) => surely),
    perhaps: users.flatMap(({ surely, perhaps }) => [...surely, ...perhaps]),
  };
}

/** Where a part names what it is a part of. */
const OWNERS: Readonly<Record<string, string>> = { [KEY]: "vaultName", [BLOB_CONTAINER]: "accountName" };

/** What one property must be, and what it may be where the purpose needs that. */
export interface RelaxableDemand {
  readonly path: string;
  readonly strict: string | boolean;
  readonly relaxed: string | boolean;
  readonly relaxation: Relaxation;
  readonly azureDefault?: AzureDefault;
}

/** Judges a property that a purpose may relax. */
export function judgeRelaxable(demand: RelaxableDemand, part: Part, graph: Graph): Answer {
  const { path, strict, relaxed, relaxation, azureDefault } = demand;
  const answer = judge(oneOf(path, [strict], azureDefault), part, graph);
  if (answer.status !== "failed") return answer;
  const loose = judge(oneOf(path, [relaxed], azureDefault), part, graph);
  if (loose.status !== "passed") return answer;
  const { kind, reason } = rulingOn(relaxation, part.resource, graph);
  if (kind === "needed") return { ...loose, message: `${loose.message}: ${reason}` };
  if (kind === "refused") return { ...answer, message: `${answer.message}: ${reason}` };
  return { ...answer, status: "notEvaluated", message: `${answer.message}, unless it is needed: ${reason}` };
}

function text(purpose: Value): string {
  return typeof purpose === "string" ? purpose : JSON.stringify(purpose);
}
