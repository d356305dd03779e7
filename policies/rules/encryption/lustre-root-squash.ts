import { type Graph, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { decided, failed, isAbsent, notEvaluated, opaque, passed } from "../../answers.ts";
import { judge, oneOf } from "../../demand.ts";
import { declaredOf, linkOf, named } from "../../links.ts";
import { whole } from "../../parts.ts";
import { AGENT_POOL, LUSTRE_FILE_SYSTEM, SUBNET } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { networkRange, nidRange, overlap } from "./nid-ranges.ts";

const TRUSTED = "rootSquashSettings.noSquashNidLists";
const MUST = "must name addresses on which nobody trains";

const fileSystems = whole(LUSTRE_FILE_SYSTEM);
const mode = oneOf("rootSquashSettings.mode", ["RootOnly", "All"]);

/** Lustre believes a client that says it is root: a pod that has become root on its node would read and change the data of all. */
export const lustreRootSquash: Rule = {
  id: "E08",
  name: "lustre-squashes-root",
  title: "Root on a training node is nobody in Managed Lustre.",
  enforcement: "advisory",
  severity: "medium",
  frameworks: { nist80053: ["AC-3", "AC-6"], nist800223: ["data storage"] },
  remediation:
    'Set rootSquashSettings of the AmlFilesystem to mode: "RootOnly" or "All", and noSquashNidLists to the hosts of its administrators.',
  evidence: "https://learn.microsoft.com/azure/azure-managed-lustre/root-squash-configure-settings",
  scope: "graph",
  types: fileSystems.types,
  check: (resource, graph) => [
    ...fileSystems.partsOf(resource).map((part) => judge(mode, part, graph)),
    judgeTrusted(resource, graph),
  ],
};

function judgeTrusted({ inputs }: Resource, graph: Graph): Answer {
  const list = valueAt(inputs, TRUSTED);
  const reason = opaque(list);
  if (reason !== undefined) return notEvaluated(TRUSTED, reason, MUST);
  if (isAbsent(list) || list === "") return passed(TRUSTED, "is not set");
  const texts = String(list)
    .split(";")
    .filter((text) => text.trim() !== "");
  const trusted = texts.map((text) => ({ text, range: nidRange(text) }));
  const unread = trusted.find(({ range }) => range === undefined);
  if (unread !== undefined) return failed(TRUSTED, `has ${unread.text}, which is no address of Lustre`, MUST);
  for (const { text, range } of trusted) {
    const pool = poolsOf(graph).find(({ network }) => range && network && overlap(range, network));
    if (pool !== undefined) return failed(TRUSTED, `has ${text}, where ${named(pool.pool)} is`, MUST);
    if (range?.some((octet) => octet.some(([low, high]) => low === 0 && high === 255)))
      return failed(TRUSTED, `has ${text}, which is a whole network`, MUST);
  }
  return decided(true, TRUSTED, "names no address of a node pool", MUST);
}

/** Node pools on which one trains, with the addresses of their subnets as far as the stack declares them. */
function poolsOf(graph: Graph) {
  return declaredOf(graph, AGENT_POOL)
    .filter(({ inputs }) => inputs.mode !== "System")
    .map((pool) => {
      const link = linkOf(graph, pool, "vnetSubnetID", [SUBNET]);
      const prefix = link.kind === "declared" ? link.resource.inputs.addressPrefix : undefined;
      return { pool, network: typeof prefix === "string" ? networkRange(prefix) : undefined };
    });
}
