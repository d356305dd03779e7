import type { Sourced } from "../source.ts";

/** A public AWS region. */
export interface AwsRegion extends Sourced {
  /** AWS's code, as resources want it: `us-east-1`. */
  readonly name: string;
  /** As price lists show it: `US East (N. Virginia)`. */
  readonly displayName: string;
}

const page = {
  source: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
  asOf: "undated",
  confidence: "low",
} as const;

const names = {
  "af-south-1": "Africa (Cape Town)",
  "ap-east-1": "Asia Pacific (Hong Kong)",
  "ap-northeast-1": "Asia Pacific (Tokyo)",
  "ap-northeast-2": "Asia Pacific (Seoul)",
  "ap-northeast-3": "Asia Pacific (Osaka)",
  "ap-south-1": "Asia Pacific (Mumbai)",
  "ap-south-2": "Asia Pacific (Hyderabad)",
  "ap-southeast-1": "Asia Pacific (Singapore)",
  "ap-southeast-2": "Asia Pacific (Sydney)",
  "ap-southeast-3": "Asia Pacific (Jakarta)",
  "ap-southeast-4": "Asia Pacific (Melbourne)",
  "ca-central-1": "Canada (Central)",
  "ca-west-1": "Canada West (Calgary)",
  "eu-central-1": "Europe (Frankfurt)",
  "eu-central-2": "Europe (Zurich)",
  "eu-north-1": "Europe (Stockholm)",
  "eu-south-1": "Europe (Milan)",
  "eu-south-2": "Europe (Spain)",
  "eu-west-1": "Europe (Ireland)",
  "eu-west-2": "Europe (London)",
  "eu-west-3": "Europe (Paris)",
  "il-central-1": "Israel (Tel Aviv)",
  "me-central-1": "Middle East (UAE)",
  "me-south-1": "Middle East (Bahrain)",
  "sa-east-1": "South America (Sao Paulo)",
  "us-east-1": "US East (N. Virginia)",
  "us-east-2": "US East (Ohio)",
  "us-west-1": "US West (N. California)",
  "us-west-2": "US West (Oregon)",
} as const;

/** The public regions outside China and GovCloud, by name; newer ones may exist. */
export const awsRegions: readonly AwsRegion[] = Object.entries(names).map(([name, displayName]) => ({
  name,
  displayName,
  ...page,
}));

const byName = new Map(awsRegions.map((row) => [row.name, row]));

/** The region of a code; `undefined` for anything else. */
export function awsRegionOf(name: string): AwsRegion | undefined {
  return byName.get(name);
}
