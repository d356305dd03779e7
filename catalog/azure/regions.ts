import type { Sourced } from "../source.ts";

/** A public Azure region. */
export interface Region extends Sourced {
  /** Azure's short name, as resources want it: `eastus`. */
  readonly name: string;
  /** As the portal shows it: `East US`. */
  readonly displayName: string;
  /** Availability zones, where the region has them; absent where the page shows none. */
  readonly availabilityZones?: 3;
}

const withZones = [
  "Australia East",
  "Austria East",
  "Belgium Central",
  "Brazil South",
  "Canada Central",
  "Central India",
  "Central US",
  "Chile Central",
  "Denmark East",
  "East Asia",
  "East US",
  "East US 2",
  "France Central",
  "Germany West Central",
  "Indonesia Central",
  "Israel Central",
  "Italy North",
  "Japan East",
  "Japan West",
  "Korea Central",
  "Malaysia West",
  "Mexico Central",
  "New Zealand North",
  "North Europe",
  "Norway East",
  "Poland Central",
  "Qatar Central",
  "South Africa North",
  "South Central US",
  "Southeast Asia",
  "Spain Central",
  "Sweden Central",
  "Switzerland North",
  "UAE North",
  "UK South",
  "West Europe",
  "West US 2",
  "West US 3",
];

const withoutZones = [
  "Australia Central",
  "Australia Central 2",
  "Australia Southeast",
  "Brazil Southeast",
  "Canada East",
  "France South",
  "Germany North",
  "Korea South",
  "North Central US",
  "Norway West",
  "South Africa West",
  "South India",
  "Sweden South",
  "Switzerland West",
  "UAE Central",
  "UK West",
  "West Central US",
  "West India",
  "West US",
];

const page = {
  source: "https://learn.microsoft.com/azure/reliability/regions-list",
  asOf: "2025-09-23",
} as const;

function region(displayName: string): Region {
  return { name: normalised(displayName), displayName, ...page };
}

/** Every public region of the page, by name; newer ones may exist. */
export const regions: readonly Region[] = [
  ...withZones.map((displayName): Region => ({ ...region(displayName), availabilityZones: 3 })),
  ...withoutZones.map(region),
].toSorted((a, b) => (a.name < b.name ? -1 : 1));

const byName = new Map(regions.map((row) => [row.name, row]));

/** The region of a short or display name, whatever its case: `eastus`, `East US`. */
export function regionOf(nameOrDisplayName: string): Region | undefined {
  return byName.get(normalised(nameOrDisplayName));
}

function normalised(name: string): string {
  return name.toLowerCase().replaceAll(" ", "");
}
