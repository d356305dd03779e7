import { describe, expect, test } from "vitest";
import { at, problemsOf, valid } from "./environment.fixture.ts";

describe("B56 secrets in plain text", () => {
  // Put together here, so that no scanner of secrets takes this file for a leak.
  test.each([
    ["a private key", ["-----BEGIN RSA PRIVATE", " KEY-----MIIEow"]],
    [
      "a shared access signature",
      ["https://x.blob.core.windows.net/c?sv=1&sig", "=AbCdEfGhIjKlMnOpQrStUvWx%3D"],
    ],
    ["a storage account key", ["AccountKey", "=AbCdEfGhIjKlMnOpQrStUvWxYz0123456789=="]],
    ["an AWS access key", ["AKIA", "IOSFODNN7EXAMPLE"]],
    ["a JSON web token", ["eyJhbGciOiJIUzI1NiJ9", ".eyJzdWIiOiIxMjM0In0.abc"]],
    ["a GitHub token", ["ghp_", "0123456789abcdefghijABCDEFGHIJ"]],
    ["a GitHub token", ["github_pat_", "0123456789abcdefghijABCDEFGHIJ"]],
    ["an Entra client secret", ["abc8Q~", "abcdefghijklmnopqrstuvwxyz012345678"]],
    ["a Slack token", ["xoxb-", "1234567890-abcdefghij"]],
    ["an API key", ["sk-", "abcdefghijklmnopqrstuvwxyz"]],
    ["a password", ["passw", "ord=hunter2"]],
    ["a password", ["client_sec", "ret: hunter2"]],
    ["a password", ["to", 'ken="hunter2"']],
  ])("%s %j is refused and never echoed", (kind, parts) => {
    const secret = parts.join("");
    const problems = problemsOf({ ...valid, tags: { owner: secret }, nodes: 0 });
    expect(problems.map(({ path }) => path)).toEqual([at(".tags.owner"), at(".nodes")]);
    expect(JSON.stringify(problems)).not.toContain(secret);
    expect(problems[0]).toEqual({
      path: at(".tags.owner"),
      value: "[masked]",
      message: `looks like ${kind}; nothing here may be a secret, since it is stored and shown in clear`,
      fix: "remove it, revoke it, and give it to the program that needs it with `pulumi config set --secret`",
    });
  });

  const token = `ghp_${"0123456789abcdefghij"}`;
  test.each<[string, unknown, readonly string[]]>([
    ["in place of the environment", token, ["", ""]],
    ["under a key that says so", { ...valid, tags: { dbPassword: "hunter2" } }, [".tags.dbPassword"]],
    ["as a key", { ...valid, [token]: 1 }, [" (a key)"]],
    ["inside an unknown key", { ...valid, nodez: { deep: token } }, [".nodez.deep", ".nodez"]],
    ["under a hostile key", { ...valid, tags: { [token]: "a\nb" } }, [".tags (a key)", ".tags.[masked]"]],
  ])("%s", (_name, input, paths) => {
    const problems = problemsOf(input);
    expect(problems.map(({ path }) => path)).toEqual(paths.map(at));
    expect(JSON.stringify(problems)).not.toMatch(/ghp_|hunter2/);
  });

  test("a text in place of the environment is not shown, whatever it looks like", () => {
    expect(problemsOf("hello")).toEqual([
      {
        path: at(""),
        value: undefined,
        message: "must be a mapping, got a string",
        fix: "see stacks/environment.schema.json",
      },
    ]);
  });

  test("a secret where a schema refuses it too is reported once, masked", () => {
    const problems = problemsOf({ ...valid, names: { cluster: "AKIAIOSFODNN7EXAMPLE".padEnd(300, " x") } });
    expect(JSON.stringify(problems)).not.toContain("AKIA");
    expect(problems).toHaveLength(1);
  });
});

describe("B58 injection, B61 prototype keys", () => {
  test.each([
    ["; rm -rf /"],
    ["$(id)"],
    ["${{ secrets.X }}"],
    ["{{ .Values }}"],
    ["`id`"],
    ["a\r\nb"],
    ["<script>"],
    ["a && b"],
    [`${"x".repeat(90)}\n`],
  ])("%j", (text) => {
    expect(problemsOf({ ...valid, tags: { owner: text } })).toEqual([
      {
        path: at(".tags.owner"),
        value: text.slice(0, 80),
        message:
          "control and invisible characters, back-ticks, angle brackets, $(…), ${…}, {{…}} and shell operators are not allowed",
        fix: "use letters, digits, spaces and . _ - / : @",
      },
    ]);
  });

  test("text that runs backwards in a terminal does not reach it", () => {
    const problems = problemsOf({ ...valid, tags: { owner: "a\u{202E}b" } });
    expect(problems).toMatchObject([{ path: at(".tags.owner"), value: "a\u{FFFD}b" }]);
  });

  test.each(["__proto__", "constructor", "toString", "prototype"])("%s is no tag", (key) => {
    const tags = JSON.parse(`{"${key}": "x"}`) as unknown;
    expect(problemsOf({ ...valid, tags }).map(({ path }) => path)).toContain(at(`.tags.${key}`));
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test("a thousand levels end in one problem", () => {
    const deep = JSON.parse(`${"[".repeat(1000)}${"]".repeat(1000)}`) as unknown;
    expect(problemsOf({ ...valid, allowedNetworks: deep })).toContainEqual(
      expect.objectContaining({ message: "nested deeper than 16 levels" }),
    );
  });
});
