import { overlap, parseRange, type Range, written } from "./addresses.ts";
import type { BodyProblem, Inputs } from "./resource-type.ts";
import { problem } from "./rows.ts";
import { placesOf } from "./values.ts";

/** An IPv4 range and where it stands. */
export interface PlacedRange extends Range {
  readonly at: string;
}

/** The IPv4 ranges at some paths; what is hidden, no text or IPv6 is left out. */
export function rangesAt(inputs: Inputs, paths: readonly string[]): readonly PlacedRange[] {
  return paths
    .flatMap((path) => placesOf(inputs, path))
    .flatMap(({ at, value }) => {
      const range = typeof value === "string" ? parseRange(value) : undefined;
      return range === undefined ? [] : [{ at, ...range }];
    });
}

/** Ranges that are no CIDR notation, or that are written with host bits. */
export function notationProblems(inputs: Inputs, paths: readonly string[]): readonly BodyProblem[] {
  return paths
    .flatMap((path) => placesOf(inputs, path))
    .flatMap(({ at, value }) => (typeof value === "string" ? notationOf(at, value) : []));
}

function notationOf(at: string, text: string): readonly BodyProblem[] {
  if (text.includes(":")) return [];
  const range = parseRange(text);
  if (range === undefined) {
    // https://github.com/Azure/azure-service-operator/issues/997
    const message = `Address prefix ${text} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`;
    return [problem(at, message, "InvalidAddressPrefixFormat")];
  }
  if (range.canonical) return [];
  const message = `The address prefix ${text} has an invalid CIDR notation. For the given prefix length, the address prefix should be ${written(range)}.`;
  return [problem(at, message, "InvalidCIDRNotation")];
}

/** Ranges of one list that share addresses. */
export function overlapProblems(ranges: readonly PlacedRange[], code: string): readonly BodyProblem[] {
  return ranges.flatMap((range, index) =>
    ranges
      .slice(0, index)
      .filter((earlier) => overlap(range, earlier))
      .map((earlier) =>
        problem(range.at, `The range ${written(range)} overlaps ${written(earlier)} of ${earlier.at}.`, code),
      ),
  );
}
