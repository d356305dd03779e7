import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import packageJson from "../package.json" with { type: "json" };
import { ROOT } from "./stacks.ts";

const step = z.looseObject({
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const job = z.looseObject({
  if: z.string().optional(),
  permissions: z.record(z.string(), z.string()).optional(),
  environment: z.object({ name: z.string() }).optional(),
  needs: z.string().optional(),
  concurrency: z.object({ group: z.string(), "cancel-in-progress": z.boolean() }).optional(),
  uses: z.string().optional(),
  steps: z.array(step).default([]),
});
const workflow = z.looseObject({
  on: z.unknown(),
  permissions: z.unknown(),
  jobs: z.record(z.string(), job),
});

const FOLDER = join(ROOT, ".github/workflows");
const textOf = (name: string) => readFileSync(join(FOLDER, `${name}.yml`), "utf8");
const read = (name: string) => workflow.parse(parse(textOf(name)));
const tools = z
  .object({ runs: z.object({ steps: z.array(step) }) })
  .parse(parse(readFileSync(join(ROOT, ".github/actions/deployment-tools/action.yml"), "utf8")));

const all = readdirSync(FOLDER).map((file) => file.replace(/\.yml$/, ""));

/** Those that see a cloud; `check` is exaform's own. */
const names = all.filter((name) => name !== "check");

const jobs = names.flatMap((name) =>
  Object.entries(read(name).jobs).map(([id, value]) => ({ id: `${name}/${id}`, ...value })),
);
const steps = [...jobs.flatMap((one) => one.steps), ...tools.runs.steps];

describe.each(names)("%s", (name) => {
  test("no job has a right that it does not name", () => {
    expect(read(name).permissions).toEqual({});
  });

  test("no secret is stored, and none is asked for", () => {
    expect(textOf(name)).not.toMatch(/secrets\s*[.[:]/);
  });

  test("code of a pull request never runs with the rights of the main branch", () => {
    expect(textOf(name)).not.toContain("pull_request_target");
  });
});

/** The one job that may write to the repository. */
const PUBLISH = "preview/publish";

test("jobs read the code and log in to Azure, and may do nothing else", () => {
  for (const { id, permissions } of jobs.filter((one) => one.id !== PUBLISH)) {
    const { "id-token": token, ...others } = permissions ?? {};
    expect([id, others, ["write", undefined].includes(token)]).toEqual([id, { contents: "read" }, true]);
  }
});

describe("the job that publishes findings", () => {
  const publish = jobs.find(({ id }) => id === PUBLISH);

  test("may comment and upload alerts, and not log in anywhere", () => {
    expect(publish?.permissions).toEqual({
      contents: "read",
      "pull-requests": "write",
      "security-events": "write",
    });
  });

  test("runs nothing of the pull request, and nothing for those of forks", () => {
    const checkouts = (publish?.steps ?? []).filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.map((one) => one.with?.ref)).toEqual(["${{ github.event.pull_request.base.sha }}"]);
    expect(publish?.steps.map(({ run }) => run ?? "").join("\n")).not.toMatch(/\b(npm|node|npx)\b/);
    expect(publish?.if).toContain("head.repo.full_name == github.repository");
  });

  test("waits for the reports, and publishes what they found even where a rule failed", () => {
    expect(publish?.needs).toBe("report");
    expect(publish?.if).toContain("!cancelled()");
    const report = jobs.find(({ id }) => id === "preview/report");
    const upload = report?.steps.find(({ uses }) => uses?.startsWith("actions/upload-artifact@"));
    expect(upload?.if).toBe("always()");
  });

  test("tells what the change costs, in a file of the same comment", () => {
    const scripts = jobs.find(({ id }) => id === "preview/report")?.steps ?? [];
    const cost = scripts.findIndex(({ run }) => run?.includes('cost -- "$STACK" --against "$BASE"'));
    const upload = scripts.findIndex(({ uses }) => uses?.startsWith("actions/upload-artifact@"));
    expect(scripts[cost]?.run).toContain('--format markdown --out "$RUNNER_TEMP/found/$STACK-cost.md"');
    expect(cost).toBeLessThan(upload);
  });

  test("uploads no alert for what is waived or open", () => {
    const log = {
      runs: [{ results: [{ kind: "fail" }, { kind: "fail", suppressions: [{}] }, { kind: "open" }] }],
    };
    const filter = /jq '([^']+)'/.exec(
      publish?.steps.find(({ run }) => run?.includes("jq "))?.run ?? "",
    )?.[1];
    const { stdout } = spawnSync("jq", [filter ?? "", "--compact-output"], {
      input: JSON.stringify(log),
      encoding: "utf8",
    });
    expect(JSON.parse(stdout)).toEqual({ runs: [{ results: [{ kind: "fail" }] }] });
  });
});

test("whoever can log in to Azure stands in an environment", () => {
  for (const { id, permissions, environment, uses } of jobs) {
    if (permissions?.["id-token"] === undefined || uses !== undefined) continue;
    expect([id, environment?.name]).toEqual([id, expect.stringContaining(".stack")]);
  }
});

test("every action of others is pinned to a commit, with its version behind it", () => {
  const texts = [
    ...all.map(textOf),
    readFileSync(join(ROOT, ".github/actions/deployment-tools/action.yml"), "utf8"),
  ];
  const lines = texts.flatMap((text) => text.match(/uses: (?!\.\/).*/g) ?? []);
  expect(lines.length).toBeGreaterThan(8);
  for (const line of lines) expect(line).toMatch(/^uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test("no value of an event or input becomes part of a script", () => {
  for (const { run } of steps) expect(run ?? "").not.toContain("${{");
});

test("checkouts leave no token behind", () => {
  const own = Object.values(read("check").jobs).flatMap((one) => one.steps);
  const checkouts = [...own, ...steps].filter(({ uses }) => uses?.startsWith("actions/checkout@"));
  expect(checkouts.length).toBeGreaterThan(5);
  for (const checkout of checkouts) expect(checkout.with?.["persist-credentials"]).toBe(false);
});

test("Pulumi is the version that the project is made with", () => {
  const install = tools.runs.steps.find(({ uses }) => uses?.startsWith("pulumi/actions@"));
  expect(install?.with).toEqual({ "pulumi-version": packageJson.dependencies["@pulumi/pulumi"] });
});

describe("an update", () => {
  const { plan, up } = read("deploy").jobs;
  const scriptOf = (of: typeof plan) => (of?.steps ?? []).map(({ run }) => run ?? "").join("\n");

  test("waits for the plan and for its environment's reviewers", () => {
    expect(up?.needs).toBe("plan");
    expect(up?.environment?.name).toBe("${{ inputs.stack }}");
    expect(plan?.environment?.name).toBe("${{ inputs.stack }}-preview");
  });

  test("is planned after preflight, rules and guard", () => {
    const script = scriptOf(plan);
    const places = ["preflight", "--format markdown", "--against", "--save-plan"].map((text) =>
      script.indexOf(text),
    );
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(script).toContain("--policy-pack policies");
  });

  test("applies the plan that was approved, to the state that it was made from", () => {
    const script = scriptOf(up);
    const places = ["sha256sum --check", '"$now" != "$STATE"', "up.sh start"].map((text) =>
      script.indexOf(text),
    );
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test("excludes another of the same stack, and is never cancelled for it", () => {
    const { dev, prod } = read("up").jobs;
    expect([dev, prod].map((one) => one?.concurrency)).toEqual([
      { group: "deploy-nd-h100-dev", "cancel-in-progress": false },
      { group: "deploy-nd-h100-prod", "cancel-in-progress": false },
    ]);
    expect(prod?.needs).toBe("dev");
  });
});

describe("up.sh", () => {
  const script = join(ROOT, ".github/scripts/up.sh");
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "up-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A Pulumi that updates until the file `go` is there, and ends with what stands in it. */
  function fakePulumi(): void {
    const text = `#!/bin/bash
echo "updating $*"
until [ -s "${folder}/go" ]; do sleep 0.05; done
exit "$(cat "${folder}/go")"
`;
    writeFileSync(join(folder, "pulumi"), text);
    chmodSync(join(folder, "pulumi"), 0o755);
  }

  function run(...args: string[]) {
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, RUNNER_TEMP: folder, STACK: "dev" };
    const child = spawn("bash", [script, ...args], { env, detached: true });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk;
    });
    const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
      child.on("close", (code) => resolve({ code, output })),
    );
    return { child, ended };
  }

  test.each([0, 255])("ends as the update ends: %i", async (code) => {
    fakePulumi();
    writeFileSync(join(folder, "go"), String(code));
    await run("start", "plan.json").ended;
    const { ended } = run("wait");
    expect(await ended).toEqual({ code, output: expect.stringContaining("--plan plan.json") });
  });

  test("an update outlives the step that waits for it", async () => {
    fakePulumi();
    await run("start", "plan.json").ended;
    const { child, ended } = run("wait");
    await new Promise((resolve) => child.stdout.once("data", resolve));
    process.kill(-(child.pid ?? 0), "SIGKILL");
    await ended;
    expect(existsSync(join(folder, "up.result"))).toBe(false);
    writeFileSync(join(folder, "go"), "0");
    expect((await run("wait").ended).code).toBe(0);
  });

  test("an update that was killed is not taken for one that succeeded", async () => {
    fakePulumi();
    await run("start", "plan.json").ended;
    const { child, ended } = run("wait");
    await new Promise((resolve) => child.stdout.once("data", resolve));
    process.kill(-Number(readFileSync(join(folder, "up.pid"), "utf8")), "SIGKILL");
    expect(await ended).toMatchObject({ code: 70, output: expect.stringContaining("docs/production.md") });
  });
});

describe("comment.sh", () => {
  const script = join(ROOT, ".github/scripts/comment.sh");
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "comment-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs it with a GitHub that knows these comments; gives what it was asked to write, and how. */
  function comment(reports: Readonly<Record<string, string>>, comments: readonly object[]) {
    for (const [stack, text] of Object.entries(reports)) writeFileSync(join(folder, `${stack}.md`), text);
    writeFileSync(join(folder, "comments.json"), JSON.stringify(comments));
    // The last argument is what to look for, or the file to write.
    const fake = `#!/bin/bash
last="\${!#}"
case "$*" in
  *--paginate*) jq -r "$last" "${folder}/comments.json" ;;
  *) echo "$*" > "${folder}/asked"; cp "\${last#body=@}" "${folder}/body" ;;
esac
`;
    writeFileSync(join(folder, "gh"), fake);
    chmodSync(join(folder, "gh"), 0o755);
    const { status, stderr } = spawnSync("bash", [script, folder], {
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: `${folder}:${process.env.PATH}`,
        NUMBER: "7",
        GITHUB_REPOSITORY: "contoso/clusters",
        GITHUB_SERVER_URL: "https://github.com",
        GITHUB_RUN_ID: "99",
      },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const read = (file: string) => readFileSync(join(folder, file), "utf8");
    return { asked: read("asked"), body: read("body") };
  }

  const ours = { id: 42, user: { type: "Bot" }, body: "<!-- exaform preview -->\nold" };

  test("writes one comment for all stacks", () => {
    const { asked, body } = comment({ dev: "# dev\n", prod: "# prod\n" }, []);
    expect(asked).toContain("--method POST repos/contoso/clusters/issues/7/comments");
    expect(body).toBe("<!-- exaform preview -->\n# dev\n# prod\n");
  });

  test("writes over its own, and over nobody else's", () => {
    const others = [
      { id: 1, user: { type: "User" }, body: ours.body },
      { id: 2, user: { type: "Bot" }, body: "something else" },
    ];
    expect(comment({ dev: "new\n" }, [...others, ours]).asked).toContain(
      "--method PATCH repos/contoso/clusters/issues/comments/42",
    );
    expect(comment({ dev: "new\n" }, others).asked).toContain("--method POST");
  });

  test("what does not fit is left to the run's own page", () => {
    const { body } = comment({ dev: "x".repeat(60_000), prod: "y".repeat(60_000) }, []);
    expect(body.length).toBeLessThan(65_000);
    expect(body).toContain(
      "The report of prod is too long for this comment: it stands in the [run](https://github.com/contoso/clusters/actions/runs/99)",
    );
  });
});
