import * as z from "zod";
import { InvalidInput, type Problem, refuse } from "../planning/problem.ts";
import { defaultRegions } from "./default-regions.ts";
import { type Graph, graphOf, type Options, type Resource } from "./graph.ts";
import { sourcePositionOf } from "./source-position.ts";
import { fromWire } from "./wire.ts";

/**
 * A resource as the Pulumi CLI writes it, in states and previews alike. What is false, empty or not set is left out there.
 * Source: `ResourceV3` of https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/apitype/core.go
 */
export const resourceState = z.object({
  urn: z.string().regex(/^urn:pulumi:[^:]+::[^:]+::.+::/, "must be a Pulumi URN"),
  type: z.string(),
  custom: z.boolean(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  /** What the resource became; of a state's stack, what the stack publishes. */
  outputs: z.record(z.string(), z.unknown()).nullish(),
  parent: z.string().optional(),
  /** `<urn>::<id>`. */
  provider: z.string().optional(),
  /** The resource exists already and the program only reads it. */
  external: z.boolean().default(false),
  /** The resource was replaced and is still to be deleted. */
  delete: z.boolean().default(false),
  /** The resource was deleted and is still to be made anew. */
  pendingReplacement: z.boolean().default(false),
  dependencies: z.array(z.string()).default([]),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).default({}),
  protect: z.boolean().default(false),
  retainOnDelete: z.boolean().default(false),
  /** Older CLIs do not write it, so that its absence says nothing. */
  ignoreChanges: z.array(z.string()).optional(),
  /** In seconds. */
  customTimeouts: z.record(z.string(), z.number()).default({}),
  /** `project:///stacks/index.ts#12,3`. */
  sourcePosition: z.string().optional(),
});

/** See {@link resourceState}. */
export type ResourceState = z.infer<typeof resourceState>;

/**
 * The graph of these resources. What the program only reads, and the engine's default providers, belong to no program
 * and are left out.
 *
 * @throws InvalidInput where there is none, because then nothing tells project and stack.
 */
export function graphOfStates(
  header: Omit<Graph, "project" | "stack" | "resources">,
  states: readonly ResourceState[],
): Graph {
  const [first] = states;
  if (first === undefined) {
    throw new InvalidInput(header.origin, [
      {
        path: "resources",
        value: undefined,
        message: "there is no resource in it",
        fix: "give one of a stack that has resources",
      },
    ]);
  }
  const { project, stack } = partsOf(first.urn);
  const declared = states.filter((state) => !state.external && !isDefaultProvider(state));
  refuseTwins(header.origin, declared);
  const graph = graphOf({ ...header, project, stack }, declared.map(resourceOf));
  refuseCircles(header.origin, declared, graph);
  return graph;
}

/** Of two resources with one URN nobody knows which is there. */
function refuseTwins(origin: Graph["origin"], states: readonly ResourceState[]): void {
  const twins = [...Map.groupBy(states, ({ urn }) => urn)].filter(([, same]) => same.length > 1);
  refuse(
    origin,
    twins.map(([urn, same]) => problemOf(urn, `${same.length} resources have this URN`)),
  );
}

/** Parents that stand in a circle hang on no root: the graph would be without them, silently. */
function refuseCircles(origin: Graph["origin"], states: readonly ResourceState[], graph: Graph): void {
  if (graph.resources.length === states.length) return;
  const reached = new Set(graph.resources.map(({ urn }) => urn));
  const lost = states.filter(({ urn }) => !reached.has(urn));
  refuse(
    origin,
    lost.map(({ urn }) => problemOf(urn, "it is, by its parents, within itself")),
  );
}

function problemOf(urn: string, message: string): Problem {
  return { path: "resources", value: urn, message, fix: "give what the Pulumi CLI wrote, unchanged" };
}

/** Regions that the default providers of a state have; of several versions of one, the last. */
export function regionsOfProviders(states: readonly ResourceState[]): Pick<Graph, "regions"> {
  const inputs = new Map(
    states
      .filter(isDefaultProvider)
      .map((state) => [state.type.replace(PROVIDER, ""), fromWire(state.inputs)] as const),
  );
  return defaultRegions((name, setting) => inputs.get(name)?.[setting]);
}

/**
 * Checks what was read from a file against what it must be.
 *
 * @param subject what it should be, for the error.
 * @param command the command that writes such a file.
 * @throws InvalidInput with every place that does not fit.
 */
export function parseDocument<T>(schema: z.ZodType<T>, json: unknown, subject: string, command: string): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  // The value is not shown: nobody knows what stands in a file of another kind.
  const problems = parsed.error.issues.map(({ path, message }) => ({
    path: path.join(".") || "(whole file)",
    value: undefined,
    message,
    fix: `give the unchanged output of \`${command}\``,
  }));
  throw new InvalidInput(subject, problems);
}

function resourceOf(state: ResourceState): Resource {
  return {
    urn: state.urn,
    type: state.type,
    name: partsOf(state.urn).name,
    ...(state.parent !== undefined && { parent: state.parent }),
    ...explicitProvider(state.provider),
    custom: state.custom,
    inputs: fromWire(state.inputs),
    dependencies: state.dependencies.toSorted(),
    propertyDependencies: propertyDependenciesOf(state),
    options: optionsOf(state),
    ...(state.sourcePosition !== undefined && { sourcePosition: positionOf(state.sourcePosition) }),
  };
}

/**
 * The provider of a resource, where the program chose it.
 *
 * @param reference `<urn>::<id>`; empty or absent where the engine chooses.
 */
export function explicitProvider(reference: string | undefined): { readonly provider?: string } {
  const provider = reference?.slice(0, reference.lastIndexOf("::")) ?? "";
  return provider === "" || /::default[^:]*$/.test(provider) ? {} : { provider };
}

function propertyDependenciesOf(state: ResourceState): { [property: string]: readonly string[] } {
  const entries = Object.entries(state.propertyDependencies).map(
    ([name, urns]) => [name, (urns ?? []).toSorted()] as const,
  );
  return Object.fromEntries(entries.filter(([, urns]) => urns.length > 0));
}

function optionsOf({ protect, retainOnDelete, ignoreChanges, customTimeouts }: ResourceState): Options {
  const { create = 0, update = 0, delete: remove = 0 } = customTimeouts;
  return {
    protect,
    retainOnDelete,
    ...(ignoreChanges !== undefined && { ignoreChanges }),
    customTimeouts: {
      ...(create > 0 && { create: durationOf(create) }),
      ...(update > 0 && { update: durationOf(update) }),
      ...(remove > 0 && { delete: durationOf(remove) }),
    },
  };
}

/** 5400 seconds are `1h30m`, as programs write it. */
function durationOf(seconds: number): string {
  const units = [
    [Math.floor(seconds / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "m"],
    [seconds % 60, "s"],
  ] as const;
  return units.map(([amount, unit]) => (amount > 0 ? `${amount}${unit}` : "")).join("");
}

/** `project:///stacks/index.ts#12,3` is `stacks/index.ts:12:3`. */
function positionOf(position: string): string {
  const [, path, line, column] = /^project:\/\/\/(.*)#(\d+),(\d+)$/.exec(position) ?? [];
  return path === undefined ? position : sourcePositionOf(path, Number(line), Number(column));
}

const PROVIDER = "pulumi:providers:";

function isDefaultProvider({ urn, type, parent }: ResourceState): boolean {
  return type.startsWith(PROVIDER) && parent === undefined && partsOf(urn).name.startsWith("default");
}

function partsOf(urn: string): { stack: string; project: string; name: string } {
  const [head = "", project = "", , ...name] = urn.split("::");
  return { stack: head.replace("urn:pulumi:", ""), project, name: name.join("::") };
}
