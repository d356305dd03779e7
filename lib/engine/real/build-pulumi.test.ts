import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { InvalidInput } from "../../planning/problem.ts";
import { buildPulumi } from "./build-pulumi.ts";
import { findPulumi, obtainPulumi, PULUMI_VERSION } from "./pulumi-binary.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "exaform-test-"));
  vi.stubEnv("PATH", `${join(folder, "bin")}:/usr/bin:/bin`);
  vi.stubEnv("XDG_CACHE_HOME", join(folder, "cache"));
  vi.stubEnv("TMPDIR", join(folder, "tmp"));
  for (const name of ["bin", "tmp"]) mkdirSync(join(folder, name));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Puts a command on PATH. */
function command(name: string, script: string): void {
  writeFileSync(join(folder, "bin", name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, "bin", name), 0o755);
}

/** Go as the build sees it: it notes how it was called, and makes a CLI that tells its version. */
function goThat(build: string): void {
  command(
    "go",
    `echo "$CGO_ENABLED $GOWORK $*" >> ${join(folder, "calls")}\ncase "$1" in\nlist) seq 450;;\nbuild) ${build};;\nesac`,
  );
}

const WRITE_CLI = `printf '#!/bin/sh\\necho ${PULUMI_VERSION}\\n' > pulumi && chmod 755 pulumi && seq 450 >&2`;

const target = () => join(folder, "cache/exaform/pulumi", PULUMI_VERSION, "pulumi");

test("a pulumi of the SDK's version on PATH is used, and nothing is built", async () => {
  command("pulumi", `echo ${PULUMI_VERSION}`);
  expect(await obtainPulumi(() => {})).toBe("pulumi");
});

test("one of another version is not", async () => {
  command("pulumi", "echo v3.258.0");
  expect(await findPulumi()).toBeUndefined();
});

test("it is built once, into the cache, with its progress", async () => {
  goThat(WRITE_CLI);
  const said: string[] = [];
  expect(await obtainPulumi((line) => said.push(line))).toBe(target());
  expect(said).toEqual([
    `building pulumi ${PULUMI_VERSION} from its Go modules: some minutes, once`,
    "compiled 200 of at most 450 packages",
    "compiled 400 of at most 450 packages",
    `built ${target()}`,
  ]);
  const calls = readFileSync(join(folder, "calls"), "utf8");
  expect(calls).toContain(`0 off get -tool github.com/pulumi/pulumi/pkg/v3/cmd/pulumi@${PULUMI_VERSION}\n`);

  expect(await obtainPulumi((line) => said.push(line))).toBe(target());
  expect(said).toHaveLength(4);
  expect(readdirSync(join(folder, "tmp"))).toEqual([]);
});

test("of several that want it at once one builds, and the others wait for it", async () => {
  goThat(WRITE_CLI);
  const said: string[] = [];
  await Promise.all([1, 2, 3].map(() => buildPulumi(PULUMI_VERSION, target(), (line) => said.push(line))));
  const waiting = `another process builds pulumi ${PULUMI_VERSION}: waiting for it`;
  expect(said.filter((line) => line === waiting)).toHaveLength(2);
  expect(readFileSync(join(folder, "calls"), "utf8").match(/ build /g)).toHaveLength(1);
  expect(readdirSync(join(target(), ".."))).toEqual(["pulumi"]);
  expect(await findPulumi()).toBe(target());
});

test("who was killed while it built is waited for no longer than a minute", async () => {
  goThat(WRITE_CLI);
  const lock = `${target()}.lock`;
  mkdirSync(join(target(), ".."), { recursive: true });
  writeFileSync(lock, "");
  const longAgo = new Date(Date.now() - 61_000);
  utimesSync(lock, longAgo, longAgo);
  const said: string[] = [];
  await buildPulumi(PULUMI_VERSION, target(), (line) => said.push(line));
  expect(said).not.toContain(`another process builds pulumi ${PULUMI_VERSION}: waiting for it`);
  expect(readdirSync(join(target(), ".."))).toEqual(["pulumi"]);
});

test("one whose build failed lets the next one try", async () => {
  goThat("exit 1");
  await expect(buildPulumi(PULUMI_VERSION, target(), () => {})).rejects.toThrow(InvalidInput);
  goThat(WRITE_CLI);
  await buildPulumi(PULUMI_VERSION, target(), () => {});
  expect(await findPulumi()).toBe(target());
});

test("a build that fails leaves nothing and tells what Go said", async () => {
  goThat("touch pulumi; echo 'no space left' >&2; exit 1");
  const failed = obtainPulumi(() => {});
  await expect(failed).rejects.toThrow(InvalidInput);
  await expect(failed).rejects.toThrow("go build: ended with exit code 1: no space left");
  expect(await findPulumi()).toBeUndefined();
  expect([...readdirSync(join(folder, "tmp")), ...readdirSync(join(target(), ".."))]).toEqual([]);
});

test("without pulumi and Go one sentence says what is missing", async () => {
  const failed = obtainPulumi(() => {});
  await expect(failed).rejects.toThrow(
    `pulumi: there is no pulumi ${PULUMI_VERSION} on PATH, and none was built yet\n    fix: put pulumi ${PULUMI_VERSION} on PATH, or install Go 1.25 or newer`,
  );
});
