import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "./stacks.ts";

/** A project elsewhere, with the packed package and our own dependencies installed. */
let project = "";

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "package-"));
  execFileSync("npm", ["pack", "--silent", "--pack-destination", project], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "ignore"],
  });
  const modules = join(project, "node_modules");
  mkdirSync(join(modules, "exaform"), { recursive: true });
  const tarball = readdirSync(project).find((file) => file.endsWith(".tgz")) ?? "";
  execFileSync("tar", [
    "-xzf",
    join(project, tarball),
    "-C",
    join(modules, "exaform"),
    "--strip-components=1",
  ]);
  for (const name of readdirSync(join(ROOT, "node_modules"))) {
    if (!name.startsWith(".")) symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "elsewhere", type: "module" }));
}, 60_000);

afterAll(() => rmSync(project, { recursive: true }));

const PROGRAM = `
import { GpuNodePool, type GpuNodePoolArgs } from "exaform/azure";
import { planIslands } from "exaform/planning";

const args: GpuNodePoolArgs = {
  resourceGroupName: "training",
  clusterName: "training",
  agentPoolName: "h100",
  subnetId: "/subscriptions/s/subnets/nodes",
  vmSize: "Standard_ND96isr_H100_v5",
  nodes: planIslands({ nodes: 16 })[0]?.nodes ?? 0,
  zone: "1",
};
new GpuNodePool("h100", args);
`;

test("a program elsewhere imports a component from the package, type-checks and previews", () => {
  writeFileSync(join(project, "program.ts"), PROGRAM);
  const compiler = join(ROOT, "node_modules/.bin/tsc");
  execFileSync(
    compiler,
    ["--module", "nodenext", "--target", "es2024", "--strict", "--skipLibCheck", "program.ts"],
    { cwd: project },
  );
  const preview = `
    import { previewProgram } from ${JSON.stringify(join(ROOT, "lib/engine/embedded.ts"))};
    const config = { "azure-native:subscriptionId": "00000000-0000-0000-0000-000000000001" };
    const { resources } = await previewProgram({ project: "elsewhere", stack: "dev", config, program: () => import("./program.js") });
    console.log(JSON.stringify(resources.map(({ type, inputs }) => [type, inputs.count])));
  `;
  writeFileSync(join(project, "preview.mjs"), preview);
  const output = execFileSync(process.execPath, ["preview.mjs"], { cwd: project, encoding: "utf8" });
  expect(JSON.parse(output)).toEqual([
    ["pulumi:pulumi:Stack", null],
    ["exaform:azure:GpuNodePool", null],
    ["azure-native:containerservice:AgentPool", 16],
  ]);
}, 60_000);

test("the package holds JavaScript, types, licence and changelog, and no TypeScript sources", () => {
  const files = readdirSync(join(project, "node_modules/exaform"), { recursive: true, encoding: "utf8" });
  expect(files).toEqual(
    expect.arrayContaining(["LICENSE", "CHANGELOG.md", "README.md", "dist/components/azure/index.d.ts"]),
  );
  expect(files.filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))).toEqual([]);
  expect(files.filter((file) => /\.test\.|fixture|testing/.test(file))).toEqual([]);
});
