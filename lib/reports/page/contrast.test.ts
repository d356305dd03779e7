import { describe, expect, test } from "vitest";
import { COLOURS } from "../html/topology.ts";
import { styleSheet } from "./page.ts";

type Scheme = 0 | 1;

const tokens = new Map(
  [...styleSheet(new URL("page.css", import.meta.url)).matchAll(/(--\w+): (light-dark\([^)]*\));/g)].map(
    ([, name = "", value = ""]) => [`var(${name})`, value],
  ),
);

/** The colour of a token in one scheme, as hex digits. */
function colour(value: string, scheme: Scheme): string {
  const pair = /light-dark\((#\w{6}), (#\w{6})\)/.exec(tokens.get(value) ?? value);
  const hex = pair?.[scheme + 1];
  if (hex === undefined) throw new Error(`${value} has no colours`);
  return hex;
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string, scheme: Scheme): number {
  const [light = 0, dark = 0] = [one, other]
    .map((value) => luminance(colour(value, scheme)))
    .toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const TEXTS = ["ink", "soft", "accent", "good", "bad", "caution"].map((name) => `var(--${name})`);
const { paper, network, compute, store, guard } = COLOURS;
const GROUNDS = [paper, network, compute, store, guard, "var(--note)"];

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("text in %s", (_, scheme) => {
  test.each(GROUNDS)("has a contrast of at least 4.5 on %s", (ground) => {
    const weak = TEXTS.filter((text) => contrast(text, ground, scheme) < 4.5);
    expect(weak).toEqual([]);
  });
});
