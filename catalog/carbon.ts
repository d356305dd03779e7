import type { AsOf, Sourced } from "./source.ts";

/** How much carbon the electricity of a cloud's region causes, and how much of it the buildings add. */
export interface RegionCarbon extends Sourced {
  readonly cloud: "azure" | "aws";
  /** The cloud's short name: `eastus`, `us-east-1`. */
  readonly region: string;
  /** Year of the figures. */
  readonly year: AsOf;
  /** Yearly average of the grid, g CO2e/kWh, location-based (Electricity Maps); absent where the source has none. */
  readonly averageGramsPerKwh?: number;
  /** What one kWh more would cause, g CO2e/kWh (WattTime): another question, not added to the average. */
  readonly marginalGramsPerKwh?: number;
  /** Power usage effectiveness that the provider publishes for the region; absent where it publishes none. */
  readonly pue?: number;
  /** The region whose grid figures stand for this one's, which has none of its own. */
  readonly proxy?: string;
}

const file = {
  source: "Green-Software-Foundation/real-time-cloud Cloud_Region_Metadata.csv",
  asOf: "2026-03-12",
} as const;

type Figures = readonly [region: string, average: number | null, marginal: number | null, pue: number | null];

function rows(cloud: RegionCarbon["cloud"], year: AsOf, figures: readonly Figures[]): RegionCarbon[] {
  return figures.map(([region, average, marginal, pue]) => ({
    cloud,
    region,
    year,
    ...(average !== null && { averageGramsPerKwh: average }),
    ...(marginal !== null && { marginalGramsPerKwh: marginal }),
    ...(pue !== null && { pue }),
    ...file,
  }));
}

/**
 * Regions of which the source has a figure. `westus` is left out: its row describes the grid of Washington, where
 * `westus2` stands. Market-based figures, which are 0 where a provider buys certificates, are left out on purpose.
 */
export const regionCarbon: readonly RegionCarbon[] = [
  ...rows("azure", "2023", [
    ["eastus", 396.25, 557.17, 1.14],
    ["eastus2", 396.25, 557.17, 1.14],
    ["eastus3", 435.76, 530.63, null],
    ["centralus", 501.42, 585.88, 1.16],
    ["northcentralus", 501.42, 628.91, 1.35],
    ["southcentralus", 388.76, 518.56, 1.28],
    ["westus3", null, 532.74, 1.18],
    ["westcentralus", null, 905.93, 1.11],
    ["westeurope", 283.17, 501.34, 1.14],
    ["northeurope", 403.4, 488.25, 1.19],
    ["swedencentral", 24.71, 791.26, 1.16],
    ["taiwannorth", 537.64, null, null],
    ["polandcentral", 749.28, 862.29, null],
    ["spaincentral", 153.86, 363.46, null],
    ["italynorth", 298.62, 386.08, null],
    ["southeastasia", 487.52, 349.01, 1.34],
    ["australiaeast", 545.01, 727.59, null],
    ["brazilsouth", 89.55, 709.62, null],
    ["mexicocentral", null, 417.76, null],
    ["indiasouthcentral", 551.31, 832.74, null],
    ["newzealandnorth", 96.81, 704.69, null],
    ["denmarkeast", 136.81, 643.49, null],
    ["austriaeast", 160.36, null, null],
  ]),
  ...rows("aws", "2024", [
    ["us-east-1", 396.25, 557.17, 1.15],
    ["us-east-2", 396.25, 557, 1.13],
    ["us-west-1", 261.28, 381.37, 1.18],
    ["us-west-2", 119.76, 476.66, 1.12],
    ["ca-central-1", 30.51, 457.85, 1.19],
    ["eu-north-1", 24.71, 791.26, 1.1],
    ["eu-west-1", 403.4, 488.25, 1.11],
    ["eu-central-1", 370.93, 731.22, 1.35],
    ["eu-south-2", 153.86, 363.46, 1.09],
    ["ap-northeast-1", 536.06, 535.91, 1.27],
    ["ap-south-1", 746.98, 832.74, 1.42],
    ["ap-southeast-1", 487.52, 349.01, 1.32],
    ["ap-southeast-2", 545.01, 727.59, 1.16],
    ["ap-southeast-3", 652.36, 779.09, 1.4],
    ["sa-east-1", 89.55, 709.62, 1.17],
    ["af-south-1", 702.03, 890.21, 1.24],
    ["me-central-1", 381.54, 416.6, 1.27],
  ]),
  ...rows("aws", "2023", [
    ["eu-west-2", 187.89, 424.48, null],
    ["eu-west-3", 52.87, 394.64, null],
    ["eu-central-2", 83.8, 915.49, null],
  ]),
  // Regions on the grid of another cloud's region.
  {
    cloud: "azure",
    region: "uksouth",
    year: "2023",
    averageGramsPerKwh: 187.89,
    marginalGramsPerKwh: 424.48,
    proxy: "aws eu-west-2",
    ...file,
  },
  {
    cloud: "azure",
    region: "canadacentral",
    year: "2024",
    averageGramsPerKwh: 30.51,
    marginalGramsPerKwh: 457.85,
    proxy: "aws ca-central-1",
    ...file,
  },
];

/** The figures of a region; `undefined` for one of which the catalogue has none: then they are unknown. */
export function carbonOf(cloud: RegionCarbon["cloud"], region: string): RegionCarbon | undefined {
  return regionCarbon.find((row) => row.cloud === cloud && row.region === region);
}
