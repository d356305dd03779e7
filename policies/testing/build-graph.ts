import {
  type Graph,
  graphOf,
  type Options,
  type Properties,
  type Resource,
  type Value,
} from "../../lib/graph/graph.ts";

const ROOT = "urn:pulumi:test::exaform::pulumi:pulumi:Stack::exaform-test";

/** What a hand-written resource may say beside its inputs. */
export interface Extras {
  readonly options?: Options;
  /** Logical names of the resources that each input comes from. Left out: the source of the graph does not carry them. */
  readonly from?: { readonly [property: string]: readonly Resource[] } | undefined;
}

/** The URN of a resource of a hand-written graph. */
export function urnOf(type: string, name: string): string {
  return `urn:pulumi:test::exaform::${type}::${name}`;
}

/** A resource under the stack. Options: not protected, not retained; dependencies: none. */
export function resource(type: string, name: string, inputs: Properties = {}, extras: Extras = {}): Resource {
  const from = "from" in extras ? extras.from : {};
  return {
    urn: urnOf(type, name),
    type,
    name,
    parent: ROOT,
    custom: !type.startsWith("exaform:"),
    inputs,
    dependencies: [],
    ...(from && {
      propertyDependencies: Object.fromEntries(
        Object.entries(from).map(([key, found]) => [key, found.map(({ urn }) => urn)]),
      ),
    }),
    options: extras.options ?? { protect: false, retainOnDelete: false, ignoreChanges: [] },
  };
}

/** A graph of the stack `test` of the project `exaform`. @param origin @default "embedded" */
export function graphWith(resources: readonly Resource[], origin: Graph["origin"] = "embedded"): Graph {
  const stack: Resource = {
    ...resource("pulumi:pulumi:Stack", "exaform-test"),
    urn: ROOT,
  };
  const { parent: _, ...root } = stack;
  return graphOf({ origin, project: "exaform", stack: "test" }, [root, ...resources]);
}

/** The same graph with one resource changed. Throws where it has none of that type and name. */
export function change(graph: Graph, type: string, name: string, to: (found: Resource) => Resource): Graph {
  const urn = urnOf(type, name);
  if (!graph.resources.some((found) => found.urn === urn)) throw new Error(`the graph has no ${urn}`);
  return { ...graph, resources: graph.resources.map((found) => (found.urn === urn ? to(found) : found)) };
}

/** The same resource with one input set, or removed where `value` is `undefined`. Path: `agentPoolProfiles.0.mode`. */
export function withInput(found: Resource, path: string, value: Value | undefined): Resource {
  return { ...found, inputs: setAt(found.inputs, path.split("."), value) as Properties };
}

function setAt(
  target: Value | undefined,
  [key, ...rest]: readonly string[],
  value: Value | undefined,
): Value | undefined {
  if (key === undefined) return value;
  if (Array.isArray(target)) {
    return target.map((element: Value, index) =>
      index === Number(key) ? (setAt(element, rest, value) ?? null) : element,
    );
  }
  const { [key]: old, ...others } = (target ?? {}) as Properties;
  const changed = setAt(old, rest, value);
  return changed === undefined ? others : { ...others, [key]: changed };
}
