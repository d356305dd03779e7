import { decided, notEvaluated, passed } from "../../answers.ts";
import { intentOf } from "../../intent.ts";
import { linkOfPart, named } from "../../links.ts";
import { peerings } from "../../parts.ts";
import { VIRTUAL_NETWORK } from "../../resource-types.ts";
import type { Rule } from "../../rule.ts";

const REMOTE = "remoteVirtualNetwork.id";
const MUST = "must be a network of this stack, or one that the environment lists (network.peerings)";

/** A peering opens the whole of both networks to each other. */
export const listedPeerings: Rule = {
  id: "N19",
  name: "only-listed-peerings",
  title: "A network is peered only with networks that the environment lists.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["AC-4", "CA-3", "SC-7"], nist800223: ["access", "management"] },
  remediation:
    "Remove the VirtualNetworkPeering, or list the other network under network.peerings of the environment, with its ranges.",
  evidence: "https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview",
  scope: "graph",
  types: peerings.types,
  check: (resource, graph) =>
    peerings.partsOf(resource).map((part) => {
      const path = part.prefix + REMOTE;
      const link = linkOfPart(graph, part, REMOTE, [VIRTUAL_NETWORK]);
      if (link.kind === "declared") return passed(path, `is ${named(link.resource)} of this stack`);
      if (link.kind === "unknown") return notEvaluated(path, link.reason, MUST);
      const listed = intentOf(graph).peeredNetworks;
      const id = link.kind === "elsewhere" ? link.id : "";
      if (listed === undefined)
        return notEvaluated(path, "is listed nowhere: the stack declares no environment", MUST);
      const found = listed.some((network) => network.toLowerCase() === id.toLowerCase());
      return decided(found, path, found ? "is listed" : "is not listed", MUST);
    }),
};
