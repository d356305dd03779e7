import { vmSizes } from "../../../../catalog/azure/vm-sizes.ts";
import { regionKey, restrictedZones } from "../places.ts";
import type { Behaviour, CloudView, Refusal } from "./behaviour.ts";
import { type WantedPool, wantedPools } from "./node-pools.ts";

const ZONES = ["1", "2", "3"];

/** VM sizes that the subscription is not offered, in a region or in some of its zones. */
export const sizeOffer: Behaviour = {
  name: "sizes that are not offered",
  source:
    "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/create-upgrade-delete/availabilityzonenotsupported-error",
  admit: (write, cloud) => {
    if (cloud.resource(write.id) !== undefined) return undefined;
    for (const pool of wantedPools(write, cloud)) {
      const refusal = refusalOf(pool, cloud);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  },
};

function refusalOf({ name, region, vmSize, zones }: WantedPool, { world }: CloudView): Refusal | undefined {
  const restricted = restrictedZones(world, region, vmSize);
  if (restricted === "all") {
    const offered = vmSizes.filter((size) => restrictedZones(world, region, size.name) !== "all");
    const list = offered.map((size) => size.name.toLowerCase()).join(",");
    const message = `The VM size of ${vmSize} is not allowed in your subscription in location '${regionKey(region)}'. The available VM sizes are '${list}'. For more details, please visit https://aka.ms/cpu-quota`;
    return { status: 400, code: "BadRequest", message };
  }
  const missing = zones.filter((zone) => restricted.includes(zone));
  if (missing.length === 0) return undefined;
  const left = ZONES.filter((zone) => !restricted.includes(zone)).join(",");
  const message = `The zone(s) '${missing.join(",")}' for resource '${name}' is not supported. The supported zones for location '${regionKey(region)}' are '${left}'`;
  const target = "agentPoolProfile.availabilityZone";
  return { status: 400, code: "AvailabilityZoneNotSupported", message, target };
}
