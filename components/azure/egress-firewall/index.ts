export {
  type EgressFirewallArgs,
  type EgressFirewallSettings,
  type ResolvedEgressFirewall,
  resolveEgressFirewallArgs,
} from "./egress-firewall.args.ts";
export { EgressFirewall } from "./egress-firewall.ts";
