import { isSecret, isUnknown, valueAt } from "../../../lib/graph/graph.ts";
import { judge, present } from "../../demand.ts";
import { type Part, subnets } from "../../parts.ts";
import { NETWORK_SECURITY_GROUP, SUBNET, unversioned } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const securityGroup = present("networkSecurityGroup.id", [NETWORK_SECURITY_GROUP]);

/** Azure's own subnets, by the names that it prescribes for them, and why the rule does not ask them. */
const AZURES_OWN: ReadonlyMap<string, string> = new Map([
  [
    "azurefirewallsubnet",
    "Azure Firewall takes no network security group (https://learn.microsoft.com/azure/firewall/firewall-faq)",
  ],
  [
    "gatewaysubnet",
    "a gateway stops working with a network security group (https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-vpn-gateway-settings)",
  ],
  [
    "azurebastionsubnet",
    "Azure Bastion guards its subnet itself (https://learn.microsoft.com/azure/bastion/bastion-nsg)",
  ],
]);

/** Every subnet has a network security group, except those of Azure's own that cannot. */
export const subnetSecurityGroup: Rule = {
  id: "N08",
  name: "subnets-with-security-group",
  title: "Every subnet has a network security group.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    checkov: ["CKV2_AZURE_31"],
    nist80053: ["AC-4", "SC-7"],
    nist800223: ["access", "management"],
  },
  remediation: "Set networkSecurityGroup: { id } on the Subnet, or on the subnet inside its VirtualNetwork.",
  evidence: "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview",
  scope: "resource",
  types: subnets.types,
  check: (resource, graph) =>
    subnets
      .partsOf(resource)
      .map((part) => exemption(part) ?? withName(part, judge(securityGroup, part, graph))),
};

function exemption(part: Part): Answer | undefined {
  const name = nameOf(part);
  const reason = typeof name === "string" ? AZURES_OWN.get(name.toLowerCase()) : undefined;
  if (reason === undefined) return undefined;
  return { status: "notApplicable", path: part.prefix + securityGroup.path, message: `${name}: ${reason}` };
}

/** A subnet of unknown name may be one of Azure's own, so that it cannot fail yet. */
function withName(part: Part, answer: Answer): Answer {
  const name = nameOf(part);
  if (answer.status !== "failed" || !(isUnknown(name) || isSecret(name))) return answer;
  return {
    ...answer,
    status: "notEvaluated",
    message: `${answer.message}, unless the subnet, whose name is unknown, is one of Azure's own`,
  };
}

function nameOf(part: Part) {
  const property = unversioned(part.resource.type) === SUBNET ? "subnetName" : "name";
  return valueAt(part.value, property);
}
