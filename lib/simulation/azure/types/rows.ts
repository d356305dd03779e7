import { createHash } from "node:crypto";
import { v5 as uuidv5 } from "uuid";
import type { Sourced } from "../../../../catalog/source.ts";
import type { BodyProblem, Durations, FieldRule } from "./resource-type.ts";

/** Public page of naming rules of all kinds. */
export const NAME_RULES =
  "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules";

/**
 * A file of the public REST specifications.
 *
 * @param confidence `high` where the rows were compared with the file itself; otherwise they follow azure-native's types,
 * which are made from it. @default "medium"
 */
export function spec(path: string, confidence: "high" | "medium" = "medium"): Sourced {
  return { source: `Azure/azure-rest-api-specs specification/${path}`, asOf: "2026-11", confidence };
}

/** How long Azure takes where no public page says so, in seconds. */
export function assumed(create: number, update: number, remove: number, reason: string): Durations {
  return {
    create,
    update,
    delete: remove,
    source: `assumed: ${reason}`,
    asOf: "2026-11-24",
    confidence: "low",
  };
}

/** Durations of a kind whose service answers a write when it is done. */
export const atOnce: Durations = assumed(0, 0, 0, "the service writes it down and answers");

/** Rules of fields that must be there and about whose value no more is said. */
export function required(...paths: readonly string[]): readonly FieldRule[] {
  return paths.map((path) => ({ path, required: true }));
}

/** The group that holds a resource, and its name. */
export const group: FieldRule = {
  path: "resourceGroupName",
  required: true,
  pattern: /^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u,
  code: "InvalidResourceGroup",
  rule: "1 to 90 letters, digits, underscores, hyphens, periods and parentheses, the last no period",
  source: NAME_RULES,
};

/** The region of a resource that has one. */
export const location: FieldRule = {
  path: "location",
  required: true,
  pattern: /^[A-Za-z0-9 ]+$/,
  code: "LocationNotAvailableForResourceType",
  rule: "the name of a region",
  source: "https://learn.microsoft.com/azure/templates/ (every tracked resource)",
};

/** A GUID. */
export const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An availability zone. */
export const zones: FieldRule = {
  path: "zones[]",
  oneOf: ["1", "2", "3"],
  source: "https://learn.microsoft.com/azure/reliability/availability-zones-overview",
};

/** How a resource carries identities. */
export function identity(...types: readonly string[]): FieldRule {
  return { path: "identity.type", oneOf: types };
}

/** A problem of one field. */
export function problem(target: string, message: string, code = "InvalidParameter"): BodyProblem {
  return { code, message, target };
}

/** A GUID that belongs to an id and a purpose: the same every time, no two alike. */
export function guidOf(id: string, purpose: string): string {
  return uuidv5(`${purpose} ${id.toLowerCase()}`, uuidv5.URL);
}

/** Lower-case hexadecimal digits that belong to an id and a purpose. */
export function hexOf(id: string, purpose: string, digits: number): string {
  return createHash("sha256").update(`${purpose} ${id.toLowerCase()}`).digest("hex").slice(0, digits);
}

/** The tenant of an id's subscription. */
export function tenantOf(id: string): string {
  return guidOf(id.split("/")[2] ?? "", "tenant");
}

/** What most kinds answer with. */
export const succeeded = () => ({ provisioningState: "Succeeded" }) as const;
