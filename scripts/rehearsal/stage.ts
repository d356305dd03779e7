import type { EngineFailure, StepKind, StepRecord } from "../../lib/analysis/rehearsal/record.ts";
import type { EngineEvent } from "../../lib/engine/real/events.ts";
import type { Command, Operation, Workspace } from "../../lib/engine/real/workspace.ts";
import type { Graph } from "../../lib/graph/graph.ts";
import { graphFromPreview } from "../../lib/graph/preview-json.ts";
import { graphFromState } from "../../lib/graph/state.ts";
import type { SimulatedAzure } from "../../lib/simulation/azure/simulated-azure.ts";
import type { World } from "../../lib/simulation/azure/world.ts";
import { failuresOf, stateResourcesOf } from "./engine-facts.ts";
import { type Plan, planOf } from "./plan.ts";
import type { Progress } from "./progress.ts";

/** Operations that the engine may have under way: enough that none of a stack waits for another's slot. */
export const PARALLEL = 64;

/** What a preview announced. */
export interface Announcement {
  /** What will be there. */
  readonly graph: Graph;
  readonly plan: Plan;
}

/** One run of the engine. */
interface Call {
  readonly kind: StepKind;
  readonly title: string;
  readonly command: Command;
  readonly flags: readonly string[];
  readonly plan: Plan;
}

const NO_PLAN: Plan = { operations: [], asExecuted: [], limits: { serial: [], rates: [] } };
const RUN = ["--yes", "--skip-preview", "--parallel", String(PARALLEL)];
const PREVIEW = ["--json", "--show-sames", "--parallel", String(PARALLEL)];
/** What is protected stays, with what it needs; without it the engine refuses to destroy anything. */
const SPARE = "--exclude-protected";

/** Where a rehearsal takes place: the engine, the simulated Azure, and what has happened so far. */
export class Stage {
  readonly steps: StepRecord[] = [];
  /** What the programs declared, oldest first. */
  readonly graphs: Graph[] = [];
  readonly #azure: SimulatedAzure;
  readonly #workspace: Workspace;
  readonly #progress: Progress;

  constructor(azure: SimulatedAzure, workspace: Workspace, progress: Progress) {
    this.#azure = azure;
    this.#workspace = workspace;
    this.#progress = progress;
  }

  get world(): World {
    return this.#azure.world;
  }

  /** Names that deleted vaults keep, those of the world left out. */
  softDeletedVaults(): readonly string[] {
    return this.#azure.softDeletedVaults();
  }

  /** Of the last step. */
  failures(): readonly EngineFailure[] {
    return this.steps.at(-1)?.failures ?? [];
  }

  mend(world: World): void {
    this.#azure.mend(world);
  }

  /** Puts the environment in place to which the update leads. */
  configure(file: string): Promise<void> {
    return this.#workspace.configure(file);
  }

  /** The first step. `undefined` where it failed. */
  async preview(): Promise<Announcement | undefined> {
    const { ok, operation } = await this.#step({
      kind: "preview",
      title: "preview",
      command: "preview",
      flags: PREVIEW,
      plan: NO_PLAN,
    });
    return ok ? this.#announcement(operation) : undefined;
  }

  /** What `up` would do now; no step of its own. `undefined` where the preview fails, which is then a step. */
  async announced(): Promise<Announcement | undefined> {
    const operation = await this.#workspace.operate("preview", PREVIEW);
    return operation.exitCode === 0 ? this.#announcement(operation) : this.preview();
  }

  /** @returns whether it succeeded. */
  async up(kind: StepKind, title: string, announced: Announcement | undefined): Promise<boolean> {
    if (announced === undefined) return false;
    const { plan, graph } = announced;
    if (this.graphs.at(-1) !== graph) this.graphs.push(graph);
    return (await this.#step({ kind, title, command: "up", flags: RUN, plan })).ok;
  }

  /** @returns whether it succeeded. */
  async refresh(): Promise<boolean> {
    const call = {
      kind: "refresh",
      title: "refresh",
      command: "refresh",
      flags: RUN,
      plan: NO_PLAN,
    } as const;
    return (await this.#step(call)).ok;
  }

  /** Deletes what is not protected. */
  async destroy(): Promise<void> {
    const { events } = await this.#workspace.operate("destroy", ["--preview-only", SPARE]);
    const graph = graphFromState(await this.#workspace.exportState());
    const plan = planOf({ events, graph });
    // What a lock holds must not keep the rest.
    const flags = [...RUN, SPARE, "--continue-on-error"];
    await this.#step({ kind: "destroy", title: "destroy", command: "destroy", flags, plan });
  }

  #announcement({ stdout, events }: Operation): Announcement {
    const graph = graphFromPreview(JSON.parse(stdout));
    const before = this.graphs.at(-1);
    return { graph, plan: planOf({ events, graph, ...(before !== undefined && { before }) }) };
  }

  async #step(call: Call): Promise<{ readonly ok: boolean; readonly operation: Operation }> {
    const { kind, title, command, flags, plan } = call;
    const [beganAt, firstRequest] = [this.#azure.clock.now, this.#azure.requests.length];
    const began = performance.now();
    this.#progress.begin(title);
    this.#azure.clock.expect(plan.asExecuted, { parallel: PARALLEL, continueOnError: kind === "destroy" });
    const operation = await this.#workspace.operate(command, flags, this.#follower(plan, beganAt));
    this.#azure.clock.over();
    const ok = operation.exitCode === 0;
    const step: StepRecord = {
      kind,
      title,
      exitCode: operation.exitCode,
      beganAt,
      endedAt: this.#azure.clock.now,
      wallSeconds: Math.round((performance.now() - began) / 100) / 10,
      changes: changesIn(operation.events),
      plan: plan.operations,
      limits: plan.limits,
      requests: this.#azure.requests.slice(firstRequest),
      failures: ok ? [] : failuresOf(operation.events),
      cloudResources: this.#cloudResources(),
      stateResources: stateResourcesOf(await this.#workspace.exportState()),
    };
    this.steps.push(step);
    this.#progress.end(ok, title);
    return { ok, operation };
  }

  /** Tells the clock, and the person who waits, which operations have ended. */
  #follower(plan: Plan, beganAt: number): (event: EngineEvent) => void {
    const { clock } = this.#azure;
    const planned = new Set(plan.operations.map(({ urn }) => urn));
    let done = 0;
    return ({ resOutputsEvent, resOpFailedEvent }) => {
      const ended = resOutputsEvent?.planning === false ? resOutputsEvent.metadata.urn : undefined;
      const failed = resOpFailedEvent?.metadata.urn;
      if (ended !== undefined) clock.settled(ended, "done");
      if (failed !== undefined) clock.settled(failed, "failed");
      if (planned.has(ended ?? failed ?? "")) done += 1;
      this.#progress.advance({ done, planned: planned.size, seconds: clock.now - beganAt });
    };
  }

  #cloudResources(): StepRecord["cloudResources"] {
    const given = new Set(this.#azure.world.exists.map(({ id }) => id.toLowerCase()));
    return this.#azure
      .resources()
      .map(({ id, type }) => ({ id, type: type.token, given: given.has(id.toLowerCase()) }));
  }
}

function changesIn(events: readonly EngineEvent[]): StepRecord["changes"] {
  return (
    events.findLast(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent?.resourceChanges ?? {}
  );
}
