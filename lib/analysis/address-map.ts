import { type Cidr, contains, formatCidr, overlaps, parseCidr, sizeOf } from "../planning/cidr.ts";
import type { AddressRange } from "./addresses.ts";

/** A part of a network, with its place on a map whose sides are 1: what it covers of the map is its share of the addresses. */
export interface MapBlock {
  readonly cidr: string;
  readonly addresses: number;
  /** The subnet that has it; null where it is free. */
  readonly subnet: string | null;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A map of one range of a virtual network: every address of it lies in exactly one block. */
export interface AddressMap {
  readonly network: string;
  readonly cidr: string;
  readonly addresses: number;
  /** By address. */
  readonly blocks: readonly MapBlock[];
}

interface Subnet {
  readonly name: string;
  readonly cidr: Cidr;
}

type Place = Pick<MapBlock, "x" | "y" | "width" | "height">;

/** A map of each IPv4 range of a virtual network. A range whose addresses are not known has none. */
export function addressMapsOf(ranges: readonly AddressRange[]): AddressMap[] {
  const subnets = ranges.flatMap(({ kind, name, cidr }) => {
    const parsed = kind === "subnet" ? rangeOf(cidr) : undefined;
    return parsed === undefined ? [] : [{ name, cidr: parsed }];
  });
  return ranges.flatMap(({ kind, name, cidr: text }) => {
    const cidr = kind === "virtual network" ? rangeOf(text) : undefined;
    if (cidr === undefined) return [];
    const blocks = divide(cidr, subnets, { x: 0, y: 0, width: 1, height: 1 });
    return [{ network: name, cidr: formatCidr(cidr), addresses: sizeOf(cidr), blocks }];
  });
}

function rangeOf(cidr: AddressRange["cidr"]): Cidr | undefined {
  return typeof cidr === "string" ? parseCidr(cidr)?.cidr : undefined;
}

/** Halves a range, and its place along the longer side, until each part is one subnet's or free. */
function divide(range: Cidr, subnets: readonly Subnet[], place: Place): MapBlock[] {
  const inside = subnets.filter(({ cidr }) => overlaps(cidr, range));
  const owner = inside.find(({ cidr }) => contains(cidr, range));
  if (owner !== undefined || inside.length === 0)
    return [{ cidr: formatCidr(range), addresses: sizeOf(range), subnet: owner?.name ?? null, ...place }];
  const prefix = range.prefix + 1;
  const halves = [range.first, range.first + sizeOf({ first: 0, prefix })];
  return halves.flatMap((first, index) => divide({ first, prefix }, inside, halfOf(place, index)));
}

function halfOf({ x, y, width, height }: Place, index: number): Place {
  return width >= height
    ? { x: x + (index * width) / 2, y, width: width / 2, height }
    : { x, y: y + (index * height) / 2, width, height: height / 2 };
}
