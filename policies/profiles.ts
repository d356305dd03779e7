import type { Finding } from "../lib/graph/finding.ts";
import type { Graph } from "../lib/graph/graph.ts";
import { intentOf, withIsolation } from "./intent.ts";

/** What kind of environment is judged. `isolated`: no route out. `connected`: out through a firewall. `lab`: connected, for days, with nothing to lose. */
export const profiles = ["isolated", "connected", "lab"] as const;

export type Profile = (typeof profiles)[number];

/** What one rule demands less of other profiles than of `isolated`. */
export interface Relaxation {
  /** Id of the rule. */
  readonly rule: string;
  readonly profiles: readonly Exclude<Profile, "isolated">[];
  /** `demand`: the rule itself demands something else. `advisory`: it demands the same, and a failure does not stop an update. */
  readonly change: "demand" | "advisory";
  /** What is demanded instead, and why that is enough. */
  readonly instead: string;
}

const lab = (rule: string, instead: string): Relaxation => ({
  rule,
  profiles: ["lab"],
  change: "advisory",
  instead,
});

/** Every relaxation there is: what is not in this table holds in every profile. */
export const relaxations: readonly Relaxation[] = [
  {
    rule: "N04",
    profiles: ["connected", "lab"],
    change: "demand",
    instead:
      "networkProfile.outboundType may also be userDefinedRouting: the firewall's allow-list is the way out.",
  },
  {
    rule: "N21",
    profiles: ["connected", "lab"],
    change: "demand",
    instead:
      "A VPC may have gateways, and needs no endpoint for each service: the firewall's allow-list is the way out.",
  },
  {
    rule: "D10",
    profiles: ["connected", "lab"],
    change: "demand",
    instead: "Nodes may take any channel of system updates: what these load can be reached.",
  },
  lab("E10", "A vault that keeps its name for 90 days is in the way of the next attempt."),
  lab("E14", "Nobody accepts risks for data that is public."),
  lab("D01", "The stack is destroyed as a whole, with its data."),
  lab("D02", "A lock would stop `pulumi destroy`."),
  lab("D03", "The data can be fetched again."),
  lab("D04", "One resource group is deleted faster than six."),
  lab("D10", "The cluster does not live until its next upgrade."),
];

/** The profile that a graph declares: the isolation of its environment; `undefined` where it declares none. */
export function profileOf(graph: Graph): Profile | undefined {
  return intentOf(graph).isolation;
}

/** The same graph, judged as of another profile than it declares. */
export function underProfile(graph: Graph, profile: Profile): Graph {
  return withIsolation(graph, profile === "isolated" ? "isolated" : "connected");
}

/** The findings, with those advisory that the profile makes advisory. */
export function relaxed(findings: readonly Finding[], profile: Profile | undefined): Finding[] {
  const advisory = new Set(
    relaxations
      .filter(({ change, profiles: own }) => change === "advisory" && own.some((one) => one === profile))
      .map(({ rule }) => rule),
  );
  return findings.map((finding) =>
    advisory.has(finding.rule) ? { ...finding, enforcement: "advisory" } : finding,
  );
}
