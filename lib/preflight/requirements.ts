import { type Precondition, preconditionsOf } from "../analysis/preconditions.ts";
import type { Graph } from "../graph/graph.ts";
import { check, type Requirement } from "./check.ts";
import { inventoryOf } from "./inventory.ts";
import { machinesOf } from "./machines.ts";
import { armObjectsOf } from "./objects.ts";
import { featureRequirement, isFlag } from "./topics/features.ts";
import { nameRequirement } from "./topics/names.ts";
import { networkWatcherRequirement } from "./topics/network-watcher.ts";
import { objectRequirement } from "./topics/objects.ts";
import { providerRequirement } from "./topics/providers.ts";
import { quotaRequirement } from "./topics/quota.ts";
import { rightsRequirement } from "./topics/rights.ts";
import { sizeRequirement } from "./topics/sizes.ts";

/** Where a stack goes. */
export interface Target {
  readonly subscriptionId: string;
  /** A simulated Azure has every subscription: example ids are no obstacle there. */
  readonly simulated: boolean;
}

/** Everything about which Azure can be asked before `pulumi up`, read from what the stack would create. */
export function requirementsOf(graph: Graph, { subscriptionId, simulated }: Target): Requirement[] {
  const { objects, unidentified } = armObjectsOf(graph, subscriptionId);
  const inventory = inventoryOf(objects);
  const machines = machinesOf(graph);
  const preconditions = preconditionsOf(graph);
  return [
    unmetRequirement(preconditions.filter(({ kind }) => !simulated || kind !== "input")),
    quotaRequirement(machines, inventory, subscriptionId),
    sizeRequirement(machines, subscriptionId),
    featureRequirement(preconditions, subscriptionId),
    providerRequirement(objects, subscriptionId),
    nameRequirement(inventory, subscriptionId),
    rightsRequirement(inventory, subscriptionId),
    networkWatcherRequirement(graph, objects),
    objectRequirement(inventory, unidentified),
  ];
}

/** Example ids of the shipped files that the graph carries, in lower case. */
export function exampleIds(graph: Graph): string[] {
  return preconditionsOf(graph)
    .filter(({ kind }) => kind === "input")
    .map(({ id }) => id.slice("input/".length));
}

/** Kinds of preconditions that requests to Azure answer. */
const ASKED: readonly Precondition["kind"][] = ["input", "rights", "provider", "quota"];

/** Preconditions that no request to Azure answers: agreements, free machines, and what must be tried once. */
export function unaskable(graph: Graph): Precondition[] {
  return preconditionsOf(graph).filter(
    (precondition) =>
      precondition.state === "unknown" &&
      !ASKED.includes(precondition.kind) &&
      !isFlag(precondition) &&
      precondition.id !== "feature/EncryptionAtHostSupported",
  );
}

/** What the graph itself shows not to be so. */
function unmetRequirement(preconditions: readonly Precondition[]): Requirement {
  const unmet = preconditions.filter(({ state }) => state === "unmet");
  return {
    questions: () => [],
    judge: () =>
      unmet.map(({ id, needed, reason, check: todo }) =>
        check({ id: `input/${id}`, topic: "input", needed }, [], { status: "failed", reason, todo }),
      ),
  };
}
