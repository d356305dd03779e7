import type { AsOf, Sourced } from "../source.ts";

/** A minor version of Kubernetes on AKS. */
export interface KubernetesVersion extends Sourced {
  /** For example `1.36`. */
  readonly version: string;
  /** Month from which it is generally available. */
  readonly availableFrom: AsOf;
  /** Month in which its standard support ends; the Premium tier adds a year. Absent where not published. */
  readonly supportedUntil?: AsOf;
  /** Whether `availableFrom` is a plan. @default false */
  readonly planned?: boolean;
}

const page = {
  source: "https://learn.microsoft.com/azure/aks/supported-kubernetes-versions",
  asOf: "2026-08",
} as const;

/** Versions of the published calendar, oldest first. */
export const kubernetesVersions: readonly KubernetesVersion[] = [
  { version: "1.34", availableFrom: "2025-11", supportedUntil: "2026-11", ...page },
  { version: "1.35", availableFrom: "2026-03", supportedUntil: "2027-03", ...page },
  { version: "1.36", availableFrom: "2026-06", supportedUntil: "2027-06", ...page },
  { version: "1.37", availableFrom: "2026-10", planned: true, ...page },
];

/** The row of a version, given as `1.36` or with a patch as `1.36.2`. */
export function kubernetesVersionOf(version: string): KubernetesVersion | undefined {
  const minor = version.split(".").slice(0, 2).join(".");
  return kubernetesVersions.find((row) => row.version === minor);
}
