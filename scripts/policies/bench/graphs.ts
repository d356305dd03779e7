import { closeSync, openSync, writeSync } from "node:fs";
import { type Graph, graphOf, type Properties, type Resource, type Value } from "../../../lib/graph/graph.ts";
import { toWire } from "../../../lib/graph/wire.ts";
import { ENVIRONMENT } from "../../../policies/resource-types.ts";

/** What stands in a stack once, however large it is. */
const ONCE: readonly string[] = ["pulumi:pulumi:Stack", ENVIRONMENT];

/** A stack of copies of a graph beside each other: names, links and parents of each copy are its own. */
export function copiesOf(graph: Graph, resources: number): Graph {
  const once = graph.resources.filter(({ type }) => ONCE.includes(type));
  const copied = graph.resources.filter(({ type }) => !ONCE.includes(type));
  const copies = Math.ceil((resources - once.length) / copied.length);
  const all = Array.from({ length: copies }, (_, copy) =>
    copied.map((resource) => copyOf(resource, new Set(copied.map(({ urn }) => urn)), `-${copy}`)),
  );
  return graphOf(graph, [...once, ...all.flat()]);
}

function copyOf(resource: Resource, copied: ReadonlySet<string>, suffix: string): Resource {
  const own = (urn: string): string => (copied.has(urn) ? urn + suffix : urn);
  return {
    ...resource,
    urn: own(resource.urn),
    name: resource.name + suffix,
    ...(resource.parent !== undefined && { parent: own(resource.parent) }),
    inputs: renamed(resource.inputs, suffix) as Properties,
    dependencies: resource.dependencies.map(own),
    ...(resource.propertyDependencies && {
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([key, urns]) => [key, urns.map(own)]),
      ),
    }),
  };
}

/** Names by which resources refer to each other; what a cloud has named is known by that name alone. */
const NAMES =
  /(^|\.)(?!serviceName|privateZoneName|cacheRuleName|configName)\w+Name$|(^|\.)namespace$|^metadata\.name$/;

function renamed(value: Value, suffix: string, path = ""): Value {
  if (typeof value === "string")
    return NAMES.test(path) && !value.startsWith("Azure") ? value + suffix : value;
  if (Array.isArray(value)) return value.map((item: Value) => renamed(item, suffix, path));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      renamed(item, suffix, path === "" ? name : `${path}.${name}`),
    ]),
  );
}

/**
 * Writes a graph as `pulumi stack export` prints a stack.
 *
 * @param bytes about that many: inputs, and outputs which repeat them, are filled up with small values. @default - nothing is filled up
 */
export function writeState(file: string, graph: Graph, bytes = 0): void {
  const perResource = Math.ceil(bytes / graph.resources.length);
  const output = openSync(file, "w");
  writeSync(output, '{"version":3,"deployment":{"secrets_providers":{"type":"cloud"},"resources":[');
  for (const [index, resource] of graph.resources.entries()) {
    const state = stateOf(resource);
    const missing = perResource - JSON.stringify(state).length;
    writeSync(
      output,
      `${index === 0 ? "" : ","}${JSON.stringify(missing > 0 ? filled(state, missing) : state)}`,
    );
  }
  writeSync(output, "]}}");
  closeSync(output);
}

type State = ReturnType<typeof stateOf>;

function stateOf(resource: Resource) {
  const { urn, type, custom, parent, inputs, dependencies, propertyDependencies, options } = resource;
  const { protect, retainOnDelete } = options;
  return {
    urn,
    type,
    custom,
    parent,
    inputs: toWire(inputs),
    dependencies,
    propertyDependencies,
    protect,
    retainOnDelete,
  };
}

/** Many small values, as in real states: one long text would be read in no time. */
function filled(state: State, bytes: number): object {
  const settings = Array.from({ length: Math.ceil(bytes / 69) }, (_, index) => ({
    name: `setting ${index}`,
    value: index,
  }));
  const inputs = { ...state.inputs, settings };
  return { ...state, inputs, outputs: { ...inputs, provisioningState: "Succeeded" } };
}
