/** What a cost belongs to, in the order in which reports show them. */
export const costGroups = [
  "GPU compute",
  "HPC compute",
  "system compute",
  "other compute",
  "Kubernetes",
  "storage",
  "network",
  "keys",
  "registry",
  "observability",
] as const;

/** See {@link costGroups}. */
export type CostGroup = (typeof costGroups)[number];
