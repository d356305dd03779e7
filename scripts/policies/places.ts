import type { Finding } from "../../lib/graph/finding.ts";
import { byUrn, type Graph, type Resource } from "../../lib/graph/graph.ts";
import type { Place } from "../../lib/reports/findings/report.ts";
import { ENVIRONMENT_PATH } from "../../policies/acceptances.ts";
import { ENVIRONMENT } from "../../policies/resource-types.ts";

/** What is known of files beside the graph. */
export interface Files {
  /** The file that everything came from: where nothing closer is known, its first line stands for it. */
  readonly file?: string;
  /** Where the environment's file has a property. */
  readonly positionOf?: (path: string) => string | undefined;
}

/**
 * Where the user changes what a finding is about: the line of the environment's file for what it declares, else the line of the
 * program that declares the resource, or the closest of its parents that stands in the user's own code.
 */
export function placeOf(
  { urn, path }: Finding,
  graph: Graph,
  { file, positionOf }: Files,
): Place | undefined {
  const resource = byUrn(graph, urn);
  const declared = resource?.type === ENVIRONMENT ? positionOf?.(`${ENVIRONMENT_PATH}.${path}`) : undefined;
  const position = declared ?? (resource && sourceOf(resource, graph));
  return placeAt(position) ?? (file === undefined ? undefined : { file, line: 1, column: 1 });
}

function sourceOf(resource: Resource, graph: Graph): string | undefined {
  const { sourcePosition, parent } = resource;
  if (sourcePosition !== undefined && !/(^|\/)node_modules\//.test(sourcePosition)) return sourcePosition;
  const above = parent === undefined ? undefined : byUrn(graph, parent);
  return above && sourceOf(above, graph);
}

function placeAt(position: string | undefined): Place | undefined {
  const [, file, line, column] = /^(.+):(\d+):(\d+)$/.exec(position ?? "") ?? [];
  if (file === undefined) return undefined;
  return { file, line: Math.max(1, Number(line)), column: Math.max(1, Number(column)) };
}
