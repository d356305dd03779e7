import { instance } from "@viz-js/viz";
import type { Graph } from "../graph/graph.ts";
import { pictureDot } from "./picture/dot.ts";

/**
 * A picture of what a stack would create: islands, storage, endpoints and keys, and which ways between them are
 * encrypted. One SVG without scripts, fonts or links; byte-identical for the same graph.
 */
export async function pictureOf(graph: Graph): Promise<string> {
  const viz = await instance();
  return viz.renderString(pictureDot(graph), { format: "svg", engine: "dot" });
}
