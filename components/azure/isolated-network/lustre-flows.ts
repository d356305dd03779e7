import { type End, type Flow, outside } from "./flow.ts";

/** Everything here: https://learn.microsoft.com/azure/azure-managed-lustre/configure-network-security-group (2024-11). */
const LUSTRE_PORTS = ["988", "1019-1023"];

/** Services of the platform that its servers call; a dot stands where Azure wants the region. */
const PLATFORM_SERVICES = [
  "AzureMonitor",
  "AzureKeyVault.",
  "AzureActiveDirectory",
  "Storage.",
  "GuestAndHybridManagement",
  "ApiManagement.",
  "AzureDataLake",
  "AzureResourceManager",
  "EventHub",
];

const TIME_SERVER = "168.61.215.74/32";

const TELEMETRY = "20.34.120.0/21";

/**
 * What a Managed Lustre file system needs. Its own servers, which nobody else runs code on, reach services of the platform
 * for which there is no private endpoint: of an isolated network, these are the exceptions.
 */
export function lustreFlows(servers: End, clients: End, location: string): readonly Flow[] {
  return [
    { name: "lustre-clients", from: clients, to: servers, protocol: "Tcp", ports: LUSTRE_PORTS },
    { name: "lustre-servers", from: servers, to: clients, protocol: "Tcp", ports: LUSTRE_PORTS },
    { name: "lustre-among-servers", from: servers, to: servers, protocol: "*" },
    { name: "lustre-health", from: outside("AzureMonitor"), to: servers, protocol: "Tcp" },
    ...PLATFORM_SERVICES.map((service): Flow => {
      const tag = service.endsWith(".") ? `${service}${location}` : service;
      return {
        name: `lustre-to-${service.replace(".", "")}`,
        from: servers,
        to: outside(tag),
        protocol: "Tcp",
        ports: ["443"],
      };
    }),
    { name: "lustre-to-time", from: servers, to: outside(TIME_SERVER), protocol: "Udp", ports: ["123"] },
    { name: "lustre-to-telemetry", from: servers, to: outside(TELEMETRY), protocol: "Tcp", ports: ["443"] },
  ];
}
