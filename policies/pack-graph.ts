import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import {
  type Graph,
  graphOf,
  type Properties,
  type Resource,
  UNKNOWN,
  type Value,
} from "../lib/graph/graph.ts";
import { ENVIRONMENT } from "./resource-types.ts";

/**
 * The inputs of each resource, by URN, as the engine last handed them over for analysis.
 *
 * The engine shows a policy pack each resource's inputs before it is created, without its dependencies; and at the end the whole stack
 * with dependencies, but with outputs in place of inputs, in which a component's arguments, names and parents' names are missing.
 * The graph that rules look at is made of both.
 */
export type DeclaredInputs = Map<string, ResourceValidationArgs["props"]>;

/**
 * The graph of one resource, as the engine shows it before it is created.
 * Not carried: everything else, `propertyDependencies`, `retainOnDelete`, and which values are secret.
 */
export function graphOfResource(args: ResourceValidationArgs): Graph {
  return packGraph([
    {
      ...resourceOf(args, args.props),
      ...(args.opts.parent && { parent: args.opts.parent }),
      dependencies: [],
    },
  ]);
}

/**
 * The graph of the environment alone, where the engine has shown it already: a program that declares it first has it shown before
 * anything that is made in a cloud.
 */
export function graphOfEnvironment(declared: DeclaredInputs): Graph {
  const found = [...declared].find(([urn]) => typeOf(urn) === ENVIRONMENT);
  if (found === undefined) return packGraph([]);
  const [urn, props] = found;
  const name = urn.slice(urn.lastIndexOf("::") + 2);
  return packGraph([
    {
      urn,
      type: ENVIRONMENT,
      name,
      custom: false,
      inputs: propertiesOf(props),
      dependencies: [],
      options: {},
    },
  ]);
}

/** The type in a URN, behind those of its parents: `urn:pulumi:<stack>::<project>::<types>::<name>`. */
function typeOf(urn: string): string | undefined {
  return urn.split("::")[2]?.split("$").at(-1);
}

/**
 * The graph of the stack, as the engine shows it at the end of a preview or an update.
 * Not carried: `retainOnDelete`, `customTimeouts`, and which values are secret.
 *
 * @param declared inputs seen before; a resource that is not in it (not part of this run) is taken by its outputs.
 */
export function graphOfStack(resources: readonly PolicyResource[], declared: DeclaredInputs): Graph {
  return packGraph(
    resources.map((resource) => ({
      ...resourceOf(resource, declared.get(resource.urn) ?? resource.props),
      ...(resource.parent && { parent: resource.parent.urn }),
      dependencies: urnsOf(resource.dependencies),
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([property, found]) => [property, urnsOf(found)]),
      ),
    })),
  );
}

function resourceOf(
  seen: PolicyResource | ResourceValidationArgs,
  props: ResourceValidationArgs["props"],
): Omit<Resource, "dependencies"> {
  return {
    urn: seen.urn,
    type: seen.type,
    name: seen.name,
    // Only what a provider makes has one; the interface does not say it otherwise.
    custom: seen.provider !== undefined || seen.type.startsWith("pulumi:providers:"),
    inputs: propertiesOf(props),
    options: { protect: seen.opts.protect, ignoreChanges: seen.opts.ignoreChanges },
  };
}

function packGraph(resources: readonly Resource[]): Graph {
  // urn:pulumi:<stack>::<project>::<types>::<name>
  const [, stack = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/.exec(resources[0]?.urn ?? "") ?? [];
  return graphOf({ origin: "pack", project, stack }, resources);
}

function urnsOf(resources: readonly PolicyResource[]): string[] {
  return resources.map(({ urn }) => urn).toSorted();
}

/** What the engine writes for a value that it does not know yet: one text for each type (`proxy.js` of `@pulumi/policy`). */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** Reads past the proxy that `@pulumi/policy` puts around properties: it throws at the first unknown, and the rest would stay unjudged. */
function propertiesOf(props: object): Properties {
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(props));
  return Object.fromEntries(descriptors.map(([key, { value }]) => [key, convert(value)]));
}

function convert(value: unknown): Value {
  if (UNKNOWNS.has(value)) return UNKNOWN;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(convert);
  // Assets and archives are objects of classes: their content is not carried.
  return Object.getPrototypeOf(value) === Object.prototype ? propertiesOf(value) : UNKNOWN;
}
