import type { Graph } from "../lib/graph/graph.ts";

/** The same function, which computes its answer for each graph once: what rules look up for each resource must not cost the whole graph each time. */
export function perGraph<T>(compute: (graph: Graph) => T): (graph: Graph) => T {
  const known = new WeakMap<Graph, { readonly answer: T }>();
  return (graph) => {
    const found = known.get(graph);
    if (found !== undefined) return found.answer;
    const answer = compute(graph);
    known.set(graph, { answer });
    return answer;
  };
}
