import type { Document } from "./document.ts";

/** A document as JSON, keys in the order of the schema. Ends with a line feed. */
export function jsonReport(document: Document): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
