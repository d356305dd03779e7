import { describe, expect, test } from "vitest";
import { sketch } from "../analysis/testing/graphs.ts";
import { ndH100, ndH100Sketches, pool } from "../analysis/testing/nd-h100.ts";
import { pictureDot } from "./picture/dot.ts";
import { palette } from "./picture/label.ts";
import { pictureOf } from "./picture.ts";

const svg = await pictureOf(ndH100());
/** Graphviz writes hyphens as references. */
const texts = svg.replaceAll("&#45;", "-");

describe("pictureOf", () => {
  test("has a title, a legend and every part", () => {
    for (const text of [
      "test: 256 GPU nodes, 2,048 H100 SXM5, 3 InfiniBand islands",
      "● encrypted",
      "● in the clear",
      "● not known: treat as in the clear",
      "Virtual network 10.0.0.0/20",
      "h1: InfiniBand island",
      "86 nodes · 688 GPUs · zone 1",
      "Pool system",
      "Managed Lustre",
      "2 private endpoints",
      "Blob storage for datasets",
      "1 key vault",
      "keys for disks: RSA-HSM 3072",
      "no route to or from the internet",
    ]) {
      expect(texts).toContain(`>${text}<`);
    }
  });

  test("is one SVG without scripts, links or pictures from elsewhere", () => {
    expect(svg).toMatch(/<svg [^>]*viewBox/);
    expect(svg).not.toMatch(/<script|<a |<image|href="http/);
  });

  test("is the same every time", async () => {
    expect(await pictureOf(ndH100())).toBe(svg);
  });

  test("text of a graph cannot become markup", async () => {
    const hostile = ndH100({ datasets: { accountName: '<script>"&' } });
    expect(await pictureOf(hostile)).toContain("&lt;script&gt;");
    expect(await pictureOf(hostile)).not.toContain("<script>");
  });
});

describe("pictureDot", () => {
  test("a way in the clear is drawn in its colour", () => {
    const lines = (dot: string): string[] =>
      dot.split("\n").filter((line) => line.startsWith('"endpoints" -> "services":'));
    expect(lines(pictureDot(ndH100())).filter((line) => line.includes(palette.clear))).toEqual([]);
    const open = lines(pictureDot(ndH100({ datasets: { enableHttpsTrafficOnly: false } })));
    expect(open.filter((line) => line.includes(palette.clear))).toHaveLength(1);
  });

  test("a firewall is drawn as the way out, which nobody says is encrypted", () => {
    expect(pictureDot(ndH100())).not.toContain("Firewall");
    const firewall = {
      type: "network:AzureFirewall",
      name: "firewall",
      inputs: { azureFirewallName: "egress" },
    };
    const dot = pictureDot(sketch(...ndH100Sketches(), firewall));
    expect(dot).toContain("the only way out, by an allow-list");
    expect(dot).toMatch(new RegExp(`"pools" -> "firewall [^"]+" \\[color="${palette.unknown}"`));
  });

  test("many islands that look the same share a box", () => {
    const many = Array.from({ length: 7 }, (_, index) => pool(`p${index}`, 100));
    const dot = pictureDot(sketch(...ndH100Sketches().filter(({ name }) => !/^h\d$/.test(name)), ...many));
    expect(dot).toContain("7 InfiniBand islands");
    expect(dot).toContain("100 nodes · 800 GPUs in each");
  });

  test("an empty stack has a picture too", async () => {
    expect(await pictureOf(sketch())).toContain("no GPU, 0 InfiniBand islands");
  });
});
