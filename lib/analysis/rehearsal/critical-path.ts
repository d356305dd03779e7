import type { ApiLimits, PlannedOperation, RateLimit, Serial } from "./record.ts";

/** A time that no run of a plan can beat, and why. */
export interface Bound {
  /** In words: `what waits for what`, `one operation at a time on the cluster`. */
  readonly reason: string;
  readonly seconds: number;
  /** URNs of the operations that make it, in an order in which they can run. */
  readonly urns: readonly string[];
}

/** How long a plan takes at least. */
export interface CriticalPath {
  /** The greatest of the bounds; 0 where nothing is planned. */
  readonly seconds: number;
  /** The greatest first. */
  readonly bounds: readonly Bound[];
}

/**
 * The least time in which Azure can do a plan, if every operation begins as soon as it may and the engine costs nothing:
 * the longest chain of dependencies, and under the stated limits what must be done one after another or at a limited rate.
 *
 * @throws Error where the plan waits for itself.
 */
export function criticalPathOf(plan: readonly PlannedOperation[], limits: ApiLimits): CriticalPath {
  const spans = spansOf(plan);
  const longest = [...spans.values()].toSorted((a, b) => b.through - a.through)[0];
  const bounds: Bound[] = [
    {
      reason: "what waits for what",
      seconds: longest?.through ?? 0,
      urns: longest === undefined ? [] : chainThrough(longest, spans),
    },
    ...limits.serial.flatMap((serial) => serialBound(serial, spans)),
    ...limits.rates.flatMap((rate) => rateBound(rate, spans)),
  ].toSorted((a, b) => b.seconds - a.seconds);
  return { seconds: bounds[0]?.seconds ?? 0, bounds };
}

/** An operation in its plan. */
interface Span {
  readonly urn: string;
  readonly seconds: number;
  /** Seconds before it, at least. */
  readonly head: number;
  /** Seconds after it, at least. */
  readonly tail: number;
  /** All three together. */
  readonly through: number;
  /** The operation that makes `head`. */
  readonly previous: string | undefined;
  /** The operation that makes `tail`. */
  readonly next: string | undefined;
}

type Spans = ReadonlyMap<string, Span>;

function spansOf(plan: readonly PlannedOperation[]): Spans {
  const byUrn = new Map(plan.map((operation) => [operation.urn, operation]));
  const before = new Map(
    plan.map(({ urn, after }) => [urn, after.filter((other) => byUrn.has(other))] as const),
  );
  const behind = new Map(plan.map(({ urn }) => [urn, [] as string[]]));
  for (const [urn, others] of before) for (const other of others) behind.get(other)?.push(urn);
  const secondsOf = (urn: string): number => byUrn.get(urn)?.seconds ?? 0;
  const heads = longestChains(before, secondsOf);
  const tails = longestChains(behind, secondsOf);
  return new Map(
    plan.map(({ urn, seconds }) => {
      const [head, tail] = [heads(urn), tails(urn)];
      const through = head.seconds + seconds + tail.seconds;
      const span = { urn, seconds, head: head.seconds, tail: tail.seconds, through };
      return [urn, { ...span, previous: head.by, next: tail.by }];
    }),
  );
}

/** The longest chain that leads to an operation, itself left out: how long, and by which neighbour it comes. */
interface Chain {
  readonly seconds: number;
  readonly by: string | undefined;
}

function longestChains(
  edges: ReadonlyMap<string, readonly string[]>,
  secondsOf: (urn: string) => number,
): (urn: string) => Chain {
  const known = new Map<string, Chain | "open">();
  const chainOf = (urn: string): Chain => {
    const found = known.get(urn);
    if (found === "open") throw new Error(`the plan waits for itself at ${urn}`);
    if (found !== undefined) return found;
    known.set(urn, "open");
    let longest: Chain = { seconds: 0, by: undefined };
    for (const other of edges.get(urn) ?? []) {
      const seconds = chainOf(other).seconds + secondsOf(other);
      if (longest.by === undefined || seconds > longest.seconds) longest = { seconds, by: other };
    }
    known.set(urn, longest);
    return longest;
  };
  return chainOf;
}

function chainThrough(span: Span, spans: Spans): string[] {
  return [
    ...chain(span.previous, "previous", spans).toReversed(),
    span.urn,
    ...chain(span.next, "next", spans),
  ];
}

function chain(from: string | undefined, direction: "previous" | "next", spans: Spans): string[] {
  const urns: string[] = [];
  for (let urn = from; urn !== undefined; urn = spans.get(urn)?.[direction]) urns.push(urn);
  return urns;
}

/**
 * The bound of one machine with heads and tails (J. Carlier, "The one-machine sequencing problem", European Journal of
 * Operational Research 11, 1982): of any set of its operations, the least head, all of them, the least tail.
 */
function serialBound({ what, urns }: Serial, spans: Spans): Bound[] {
  const own = spansIn(urns, spans);
  const sets = own.flatMap(({ head }) =>
    own.map(({ tail }) => own.filter((span) => span.head >= head && span.tail >= tail)),
  );
  const bounds = sets.flatMap((set) => boundOf(set, `one operation at a time on ${what}`, spans));
  return bounds.toSorted((a, b) => b.seconds - a.seconds).slice(0, 1);
}

function boundOf(set: readonly Span[], reason: string, spans: Spans): Bound[] {
  const first = set.toSorted((a, b) => a.head - b.head)[0];
  const last = set.toSorted((a, b) => a.tail - b.tail)[0];
  if (first === undefined || last === undefined) return [];
  const seconds = first.head + set.reduce((sum, span) => sum + span.seconds, 0) + last.tail;
  const inner = set.toSorted((a, b) => a.head - b.head || b.tail - a.tail).map(({ urn }) => urn);
  const urns = [
    ...chain(first.previous, "previous", spans).toReversed(),
    ...inner,
    ...chain(last.next, "next", spans),
  ];
  return [{ reason, seconds, urns: [...new Set(urns)] }];
}

/** The last of them cannot begin before the rate allows, and then takes its own time. */
function rateBound({ what, urns, burst, secondsEach }: RateLimit, spans: Spans): Bound[] {
  const own = spansIn(urns, spans);
  if (own.length <= burst) return [];
  const least = (of: (span: Span) => number): number => Math.min(...own.map(of));
  const seconds =
    least(({ head }) => head) +
    (own.length - burst) * secondsEach +
    least((span) => span.seconds + span.tail);
  return [{ reason: `the rate at which Azure takes ${what}`, seconds, urns: own.map(({ urn }) => urn) }];
}

function spansIn(urns: readonly string[], spans: Spans): Span[] {
  return urns.map((urn) => spans.get(urn)).filter((span) => span !== undefined);
}
