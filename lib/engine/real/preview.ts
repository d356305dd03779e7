import { resolve } from "node:path";
import type { Graph } from "../../graph/graph.ts";
import { graphFromPreview } from "../../graph/preview-json.ts";
import { errorsIn, type Violation, violationsIn } from "./events.ts";
import { type Operation, type StackRun, withWorkspace } from "./workspace.ts";

/** A stack, and the policy pack that judges it. */
export interface RealPreviewRun extends StackRun {
  /** Folder of a policy pack. @default - none */
  readonly policyPack?: string;
}

/** What the real engine made of a stack. */
export interface RealPreview {
  readonly graph: Graph;
  /** What `pulumi preview --json --show-sames` printed, parsed. */
  readonly json: unknown;
  /** What the policy pack found, in the order in which the engine reported it; mandatory violations are in {@link PulumiFailed}. */
  readonly violations: readonly Violation[];
}

/** The Pulumi CLI ended with another exit code than 0. */
export class PulumiFailed extends Error {
  override readonly name = "PulumiFailed";
  readonly exitCode: number;
  /** The errors that the engine reported, as it shows them to a user. */
  readonly errors: readonly string[];
  readonly violations: readonly Violation[];

  constructor(command: string, { exitCode, stderr, events }: Operation) {
    const errors = errorsIn(events);
    const reasons = errors.length > 0 ? errors.join("\n") : stderr.trim();
    super(`pulumi ${command} ended with exit code ${exitCode}: ${reasons}`);
    this.exitCode = exitCode;
    this.errors = errors;
    this.violations = violationsIn(events);
  }
}

/**
 * Previews a stack that does not exist yet with `pulumi preview`: the project's own Pulumi.yaml, program and policy pack, unmodified,
 * on the real Pulumi engine. Only the providers are stood in for, so that no cloud is needed, and no credentials.
 *
 * @throws PulumiFailed where the program fails or refuses its configuration, and where a mandatory policy is violated.
 * @throws InvalidInput where there is no Pulumi CLI.
 */
export function realPreview({ policyPack, ...run }: RealPreviewRun): Promise<RealPreview> {
  return withWorkspace(run, async ({ operate }) => {
    const judged = policyPack === undefined ? [] : ["--policy-pack", resolve(policyPack)];
    const operation = await operate("preview", ["--json", "--show-sames", ...judged]);
    if (operation.exitCode !== 0) throw new PulumiFailed("preview", operation);
    const json: unknown = JSON.parse(operation.stdout);
    return { graph: graphFromPreview(json), json, violations: violationsIn(operation.events) };
  });
}
