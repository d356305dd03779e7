import fc from "fast-check";
import { type Graph, type Properties, UNKNOWN, type Value } from "../../graph/graph.ts";
import { type ResourceSketch, sketch } from "./graphs.ts";
import { ndH100Sketches, pool } from "./nd-h100.ts";

/** What a pool may leave open: nothing, or one of the inputs that its cost is made of. */
const openInputs: readonly Properties[] = [
  {},
  { count: UNKNOWN },
  { vmSize: UNKNOWN },
  { vmSize: "Standard_of_nobody" },
  { osDiskType: UNKNOWN },
  { osDiskType: "Managed", osDiskSizeGB: UNKNOWN },
  { osDiskType: "Managed", osDiskSizeGB: 200 },
  { enableAutoScaling: true, minCount: 1, maxCount: 5 },
  { enableAutoScaling: true, minCount: 1, maxCount: UNKNOWN },
  { scaleSetPriority: "Spot" },
  { scaleSetPriority: UNKNOWN },
  { osType: "Windows" },
];

/** A stack of pools of which some are priced, some in part and some not at all, in a cluster whose own price may be open. */
export interface PartlyPricedStack {
  readonly pools: readonly { readonly nodes: number; readonly open: Properties }[];
  readonly tier: Value;
  readonly location: Value;
  readonly stranger: boolean;
}

/** Any such stack. */
export const partlyPricedStacks: fc.Arbitrary<PartlyPricedStack> = fc.record({
  pools: fc.array(fc.record({ nodes: fc.nat(100), open: fc.constantFrom(...openInputs) }), { maxLength: 5 }),
  tier: fc.constantFrom<Value>("Standard", "Free", UNKNOWN),
  location: fc.constantFrom<Value>("eastus", "eastus", "norwayeast", UNKNOWN),
  stranger: fc.boolean(),
});

/** Its graph. */
export function graphOfStack({ pools, tier, location, stranger }: PartlyPricedStack): Graph {
  const rest = ndH100Sketches().filter(({ name }) => !["h1", "h2", "h3"].includes(name));
  const changed = rest.map(
    (resource): ResourceSketch =>
      resource.name === "cluster"
        ? { ...resource, inputs: { ...resource.inputs, sku: { name: "Base", tier }, location } }
        : resource,
  );
  return sketch(
    ...changed,
    ...pools.map(({ nodes, open }, index) => pool(`p${index}`, nodes, open)),
    ...(stranger ? [{ type: "azure-native:cognitiveservices:Account", name: "stranger" }] : []),
  );
}
