import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withTempFolder } from "./temp-folder.ts";

test("the folder lives as long as its user, and goes when that fails too", async () => {
  let kept = "";
  const failed = withTempFolder(async (folder) => {
    kept = folder;
    writeFileSync(join(folder, "file"), "");
    throw new Error("a wrench");
  });
  await expect(failed).rejects.toThrow("a wrench");
  expect(kept).toContain("exaform-");
  expect(existsSync(kept)).toBe(false);
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s removes it, ends what was started, and then the process",
  async (ending) => {
    const program = `
    import { spawn } from "node:child_process";
    import { withTempFolder } from "${new URL("temp-folder.ts", import.meta.url)}";
    await withTempFolder((folder, signal) => new Promise((_, reject) => {
      const child = spawn("sleep", ["60"], { signal });
      child.once("error", () => child.once("close", () => reject(new Error("interrupted"))));
      child.once("spawn", () => console.log(JSON.stringify([folder, child.pid])));
    }));`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const started = await new Promise<string>((resolve) =>
      child.stdout.once("data", (data) => resolve(String(data))),
    );
    const [folder, pid]: [string, number] = JSON.parse(started);
    expect(existsSync(folder)).toBe(true);
    child.kill(ending);
    const signal = await new Promise((resolve) => child.once("exit", (_code, by) => resolve(by)));
    expect(signal).toBe(ending);
    expect(existsSync(folder)).toBe(false);
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  },
);
