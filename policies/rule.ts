import type { Finding, Status } from "../lib/graph/finding.ts";
import type { Graph, Resource } from "../lib/graph/graph.ts";

/** What a rule says about one property of one resource. */
export type Answer = Pick<Finding, "path" | "message"> & { readonly status: Exclude<Status, "waived"> };

/** The requirements elsewhere that a rule answers to. */
export interface Frameworks {
  /** Checkov check ids. */
  readonly checkov?: readonly string[];
  /** CIS Azure Kubernetes Service (AKS) Benchmark 1.8: recommendation numbers. */
  readonly cisAks?: readonly string[];
  /** CIS Amazon Elastic Kubernetes Service (EKS) Benchmark 1.8: recommendation numbers. */
  readonly cisEks?: readonly string[];
  /** NIST SP 800-53 revision 5: control ids. */
  readonly nist80053: readonly string[];
  /** NIST SP 800-223: security zones of an HPC system. */
  readonly nist800223?: readonly ("access" | "management" | "computing" | "data storage")[];
}

/** A rule without its check: what it is called, what it asks for and why. */
export interface RuleFacts extends Pick<Finding, "enforcement" | "severity"> {
  /** Stable short id, for example `N01`. */
  readonly id: string;
  /** What it demands, in kebab case. With the id in front it is the policy's name in a Pulumi policy pack. */
  readonly name: string;
  /** What it demands, as a sentence. */
  readonly title: string;
  readonly frameworks: Frameworks;
  /** What to write to comply. */
  readonly remediation: string;
  /** Public page that says why, or how the property works. */
  readonly evidence: string;
}

/** One policy rule. */
export interface Rule extends RuleFacts {
  /**
   * `resource`: one resource's inputs suffice to see that it fails, so a policy pack stops it before it is created; the rest of the graph can
   * only tell what an unknown stands for. `graph`: other resources, or the environment's intent, decide.
   */
  readonly scope: "resource" | "graph";
  /** Type tokens, unversioned, of the resources that it looks at. */
  readonly types: readonly string[];
  /** Judges one resource of {@link types}. At least one answer for each property looked at; none where the resource has no such part. */
  check(resource: Resource, graph: Graph): readonly Answer[];
}
