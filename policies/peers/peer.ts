/** One check of a peer, of a kind of resource that exaform's stacks declare. */
export interface PeerCheck {
  /** As the peer numbers or names it. */
  readonly id: string;
  /** Types of azure-native whose counterpart it looks at. */
  readonly types: readonly string[];
  /** Ids of the rules that demand the same, or more. */
  readonly rules: readonly string[];
  /** Why no rule demands it. Absent where one does. */
  readonly reason?: string;
}

/** Another tool with checks of its own. */
export interface Peer {
  readonly name: string;
  /** Which list of its checks was read. */
  readonly list: string;
  /** Where that list is. */
  readonly source: string;
  /** When it was read, ISO 8601. */
  readonly asOf: string;
  /** What of it is in the table, and what is not. */
  readonly covered: string;
  readonly checks: readonly PeerCheck[];
}

/** The rules that answer to a check, or a sentence that says why none does. */
export type PeerAnswer = readonly string[] | string;

/** A check with its answer. */
export function peerCheck(id: string, types: readonly string[], answer: PeerAnswer): PeerCheck {
  return typeof answer === "string" ? { id, types, rules: [], reason: answer } : { id, types, rules: answer };
}
