/** What one rule says about one resource. Only `passed` is a pass: what could not be looked at is `notEvaluated`. */
export type Status = "passed" | "failed" | "waived" | "notEvaluated" | "notApplicable";

/** What the rules are about, by the first letter of their ids. */
export const FAMILIES: Readonly<Record<string, string>> = {
  N: "Isolation and network",
  I: "Identity",
  E: "Encryption and keys",
  W: "Workloads, supply chain and tenants",
  D: "Data safety, audit and state",
  F: "Fabric and GPU nodes",
  A: "Waivers, acceptances, coverage",
};

/** A rule's answer for one resource. */
export interface Finding {
  /** Rule id, for example `N01`. */
  readonly rule: string;
  readonly enforcement: "mandatory" | "advisory";
  readonly severity: "low" | "medium" | "high" | "critical";
  readonly status: Status;
  readonly urn: string;
  /** The property that was looked at. */
  readonly path: string;
  /** What was found and what is demanded; the reason, for every status but `passed`. */
  readonly message: string;
}
