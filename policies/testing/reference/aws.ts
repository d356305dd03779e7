import type { Resource } from "../../../lib/graph/graph.ts";

/** Compliant objects of AWS, written by hand: no component declares them yet. */
export const awsResources: readonly Resource[] = [];
