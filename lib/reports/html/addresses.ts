import type { Element } from "hast";
import { h, s } from "hastscript";
import { type AddressMap, addressMapsOf, type MapBlock } from "../../analysis/address-map.ts";
import type { Document } from "../document.ts";
import { chart, percent } from "../page/chart.ts";
import { grouped, plural } from "../words.ts";

/** Height of a map in pixels; its width is what the page has. */
const HEIGHT = 300;

/** A block has room for its name from this share of the map's width on, and for a number from this share of its area on. */
const ROOM = { nameWidth: 0.24, nameHeight: 0.24, numberArea: 1 / 512 } as const;

/** Each virtual network as a map whose areas are the shares of its addresses. */
export function addressFigures({ plan }: Document): Element[] {
  return addressMapsOf(plan?.addresses ?? []).map(figureOf);
}

function figureOf(map: AddressMap, index: number): Element {
  const { network, cidr, addresses, blocks } = map;
  const subnets = blocks.filter(({ subnet }) => subnet !== null);
  const free = blocks
    .filter(({ subnet }) => subnet === null)
    .reduce((sum, block) => sum + block.addresses, 0);
  const text = {
    id: `address-map-${index}`,
    title: `Map of ${cidr}`,
    description: "The area of each part is its share of the addresses. The list below has the same parts.",
  };
  const numbers = new Map(subnets.map((block, at) => [block, String(at + 1)]));
  return h("figure", [
    h(
      "figcaption",
      `${network}, ${cidr}: ${plural(addresses, "address", "addresses")}, of which ${grouped(free)} (${shareText(free / addresses)}) are free, drawn dashed. Areas are to scale.`,
    ),
    chart(
      text,
      HEIGHT,
      blocks.map((block) => blockElement(block, numbers.get(block))),
    ),
    h(
      "ol.parts",
      subnets.map((block) => partItem(block, addresses)),
    ),
  ]);
}

function blockElement(block: MapBlock, number: string | undefined): Element {
  const { subnet, cidr, x, y, width, height } = block;
  const place = { x: percent(x), y: percent(y), width: percent(width), height: percent(height) };
  const roomy = width > ROOM.nameWidth && height > ROOM.nameHeight;
  const name = [...(number === undefined ? [] : [number]), subnet ?? "free"].join(" ");
  const lines = roomy
    ? [s("text", { x: 8, y: 20 }, name), s("text.quiet", { x: 8, y: 38 }, cidr)]
    : number !== undefined && width * height >= ROOM.numberArea
      ? [s("text", { x: 5, y: 16 }, number)]
      : [];
  return s("svg", { ...place, className: ["block", ...(subnet === null ? ["free"] : [])] }, [
    s("rect", { width: "100%", height: "100%" }),
    ...lines,
  ]);
}

function partItem({ subnet, cidr, addresses }: MapBlock, all: number): Element {
  return h("li", [
    h("strong", subnet ?? "free"),
    ` ${cidr} `,
    h("span.quiet", `${grouped(addresses)}, ${shareText(addresses / all)}`),
  ]);
}

function shareText(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
