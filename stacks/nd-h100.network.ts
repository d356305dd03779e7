import type * as pulumi from "@pulumi/pulumi";
import { apiServerZone, privateEndpointZones } from "../catalog/azure/private-endpoints.ts";
import { EgressFirewall, IsolatedNetwork } from "../components/azure/index.ts";
import type { NdH100Plan } from "./nd-h100.plan.ts";
import type { Settings } from "./settings.ts";

/** Where the network stands, and the tags of the environment. */
interface NetworkPlace {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The network, and the firewalls by the logical names of their components: nodes and the runner have each their own, or none. */
export function declareNetwork(
  { stack, environment }: Settings,
  plan: NdH100Plan,
  place: NetworkPlace,
): { network: IsolatedNetwork; firewalls: Record<string, EgressFirewall> } {
  const shared = { ...place, addresses: plan.addresses };
  const firewall = plan.firewall && new EgressFirewall("egress", { ...shared, ...plan.firewall });
  const runnerFirewall =
    plan.runner && new EgressFirewall("runner-egress", { ...shared, ...plan.runner.firewall });
  const network = new IsolatedNetwork("network", {
    ...shared,
    vnetName: stack,
    peerings: environment.network.peerings,
    allowedNetworks: environment.allowedNetworks,
    privateDnsZones: [
      ...new Set([
        ...privateEndpointZones.azuremonitor,
        ...privateEndpointZones.vault,
        ...privateEndpointZones.registry,
      ]),
      apiServerZone(place.location),
    ],
    ...(firewall && { egress: firewall.egress }),
    ...(runnerFirewall && { runnerEgress: runnerFirewall.egress }),
  });
  const firewalls = {
    ...(firewall && { egress: firewall }),
    ...(runnerFirewall && { "runner-egress": runnerFirewall }),
  };
  return { network, firewalls };
}
