import type { network } from "@pulumi/azure-native/types/input.js";
import type { End, Flow, SubnetRole } from "./flow.ts";

type Direction = "Inbound" | "Outbound";

/**
 * The rules of one subnet's security group: those connections that begin or end in it, then two rules that deny the rest.
 * Both ends of a connection have the same rule, so that no list can forget the other.
 */
export function securityRules(role: SubnetRole, flows: readonly Flow[]): network.SecurityRuleArgs[] {
  const into = flows.filter(({ to }) => to.subnets.includes(role));
  const outOf = flows.filter(({ from }) => from.subnets.includes(role));
  return [...rulesOf("Inbound", into), deny("Inbound"), ...rulesOf("Outbound", outOf), deny("Outbound")];
}

/** Priorities leave gaps, so that a person in need can put a rule between. */
function rulesOf(direction: Direction, flows: readonly Flow[]): network.SecurityRuleArgs[] {
  return flows.map((flow, index) => ({
    name: `allow-${flow.name}-${direction.toLowerCase()}`,
    direction,
    access: "Allow",
    priority: 100 + 10 * index,
    protocol: flow.protocol,
    sourcePortRange: "*",
    ...ports(flow.ports),
    ...prefixes("source", flow.from),
    ...prefixes("destination", flow.to),
  }));
}

/** Azure takes `*` in the singular field only. */
function ports(ranges: readonly string[] | undefined): Partial<network.SecurityRuleArgs> {
  return ranges === undefined ? { destinationPortRange: "*" } : { destinationPortRanges: [...ranges] };
}

/** Azure takes a service tag in the singular field only. */
function prefixes(end: "source" | "destination", { prefixes }: End): Partial<network.SecurityRuleArgs> {
  const [only] = prefixes;
  return prefixes.length === 1 && only !== undefined
    ? { [`${end}AddressPrefix`]: only }
    : { [`${end}AddressPrefixes`]: [...prefixes] };
}

/** Stands before Azure's own rules, which let through everything inside a virtual network and everything that leaves it. */
function deny(direction: Direction): network.SecurityRuleArgs {
  return {
    name: `deny-all-${direction.toLowerCase()}`,
    direction,
    access: "Deny",
    priority: 4096,
    protocol: "*",
    sourcePortRange: "*",
    destinationPortRange: "*",
    sourceAddressPrefix: "*",
    destinationAddressPrefix: "*",
  };
}
