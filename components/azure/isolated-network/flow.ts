import type { AddressPlan, HubSubnet } from "../../../lib/planning/addresses.ts";

/** The subnets of a cluster's network. */
export type SubnetRole = Exclude<keyof AddressPlan["subnets"], HubSubnet>;

/** One end of a connection. */
export interface End {
  /** Subnets whose security groups see it; none for what lies outside of the network. */
  readonly subnets: readonly SubnetRole[];
  /** Ranges in CIDR notation, or one service tag. */
  readonly prefixes: readonly string[];
}

/** A connection that the parts of a cluster need, in the direction in which it is opened. */
export interface Flow {
  readonly name: string;
  readonly from: End;
  readonly to: End;
  readonly protocol: "Tcp" | "Udp" | "*";
  /** Ports and ranges of ports of the receiving end. @default - all of them */
  readonly ports?: readonly string[];
}

/** An end that is no part of the network. */
export function outside(...prefixes: string[]): End {
  return { subnets: [], prefixes };
}
