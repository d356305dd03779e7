import type { Rule } from "../../rule.ts";
import { driverMode } from "./driver-mode.ts";
import { healthChecks } from "./health-checks.ts";
import { surgeless } from "./no-surge.ts";
import { oneIsland } from "./one-island.ts";
import { oneZone } from "./one-zone.ts";
import { pinnedCharts } from "./pinned-charts.ts";
import { pinnedImages } from "./pinned-images.ts";
import { rdmaAddresses } from "./rdma-addresses.ts";
import { placementOrReservation, reservationHolds } from "./reservations.ts";

/** The fabric, which no scanner looks at: F. */
export const fabricRules: readonly Rule[] = [
  oneIsland,
  rdmaAddresses,
  reservationHolds,
  placementOrReservation,
  oneZone,
  surgeless,
  driverMode,
  healthChecks,
  pinnedCharts,
  pinnedImages,
];
