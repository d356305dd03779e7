import { keyOf, nameOf } from "./arm-id.ts";
import type { ResourceType } from "./types/resource-type.ts";

/** A type about which the simulation knows nothing but its name: what a world says that exists. */
export function foreignType(armType: string, id: string): ResourceType {
  return {
    token: `azure-native:unknown:${nameOf(armType)}`,
    armType,
    id: keyOf(id),
    apiVersion: "unknown",
    fields: [],
    durations: {
      create: 0,
      update: 0,
      delete: 0,
      source: "nothing is known of it",
      asOf: "undated",
      confidence: "low",
    },
    source: "nothing is known of it",
    asOf: "undated",
    confidence: "low",
  };
}
