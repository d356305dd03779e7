import { type Graph, graphOf, type Options, type Properties, type Resource } from "../../graph/graph.ts";

/** What a test says about a resource; the rest has the plainest value. */
export interface ResourceSketch {
  readonly type: string;
  readonly name: string;
  readonly inputs?: Properties;
  /** Names of resources that an input was computed from. */
  readonly from?: { readonly [input: string]: readonly string[] };
  /** Name of the parent. @default - the stack */
  readonly parent?: string;
  readonly options?: Options;
}

const STACK = "urn:pulumi:test::exaform::pulumi:pulumi:Stack::exaform-test";

/** A graph for tests: azure-native types may be written without their package, `network:Subnet`. */
export function sketch(...sketches: readonly ResourceSketch[]): Graph {
  const urns = new Map(sketches.map(({ type, name }) => [name, urnOf(typeOf(type), name)]));
  const urnOfName = (name: string): string => {
    const urn = urns.get(name);
    if (urn === undefined) throw new Error(`the sketch has no resource ${name}`);
    return urn;
  };
  const resources = sketches.map(({ type, name, inputs = {}, from = {}, parent, options = {} }): Resource => {
    const dependencies = Object.entries(from).map(([input, names]) => [input, names.map(urnOfName)] as const);
    return {
      urn: urnOfName(name),
      type: typeOf(type),
      name,
      parent: parent === undefined ? STACK : urnOfName(parent),
      custom: /^(azure-native|azure|aws|random|pulumi):/.test(typeOf(type)),
      inputs,
      dependencies: dependencies.flatMap(([, names]) => names).toSorted(),
      propertyDependencies: Object.fromEntries(dependencies),
      options,
    };
  });
  return graphOf({ origin: "embedded", project: "exaform", stack: "test" }, [stack, ...resources]);
}

const stack: Resource = {
  urn: STACK,
  type: "pulumi:pulumi:Stack",
  name: "exaform-test",
  custom: false,
  inputs: {},
  dependencies: [],
  options: {},
};

function typeOf(type: string): string {
  return type.split(":").length === 2 ? `azure-native:${type}` : type;
}

function urnOf(type: string, name: string): string {
  return `urn:pulumi:test::exaform::${type}::${name}`;
}
