import { execFileSync } from "node:child_process";
import { beforeAll, describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { type Graph, ofType, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { DeploymentRunner, packageArchives, runnerHosts } from "./index.ts";
import { args } from "./settings.fixture.ts";

const MACHINE = "azure-native:compute:VirtualMachine";
const INTERFACE = "azure-native:network:NetworkInterface";
const TRUST = "azure-native:managedidentity:FederatedIdentityCredential";
const IDENTITY = "azure-native:managedidentity:UserAssignedIdentity";
const ROLE = "azure-native:authorization:RoleAssignment";

const ID = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-runner/providers";

let graph: Graph;
beforeAll(async () => {
  graph = await synth(() => new DeploymentRunner("runner", args));
});

function only(type: string): Resource {
  const [found, ...others] = ofType(graph, type);
  expect(others).toEqual([]);
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
}

/** The set-up of the machine, as cloud-init reads it. */
function setup() {
  const data = valueAt(only(MACHINE).inputs, "osProfile.customData");
  if (typeof data !== "string") throw new Error("the set-up is not known at preview");
  const text = Buffer.from(data, "base64").toString();
  expect(text.startsWith("#cloud-config\n")).toBe(true);
  return JSON.parse(text.slice("#cloud-config\n".length));
}

const fileOf = (path: string): string => {
  const file = setup().write_files.find((candidate: { path: string }) => candidate.path === path);
  return file.content;
};

test("a machine, its interface, two identities, and nothing else", () => {
  const made = graph.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  expect(made.map(({ name, type }) => [name, type]).toSorted()).toEqual([
    ["runner-deployer", IDENTITY],
    ["runner-deployer-admin", ROLE],
    ["runner-deployer-trust", TRUST],
    ["runner-deployer-user", ROLE],
    ["runner-interface", INTERFACE],
    ["runner-machine", IDENTITY],
    ["runner-machine-secret", ROLE],
    ["runner-machine-vm", MACHINE],
  ]);
});

describe("nothing reaches the machine", () => {
  test.each<[string, string, string, unknown]>([
    ["it has no public address", INTERFACE, "ipConfigurations.0.publicIPAddress", undefined],
    ["it has one address", INTERFACE, "ipConfigurations.1", undefined],
    ["it stands in the runners' subnet", INTERFACE, "ipConfigurations.0.subnet.id", args.subnetId],
    ["it forwards nothing", INTERFACE, "enableIPForwarding", false],
    ["it has one interface", MACHINE, "networkProfile.networkInterfaces.1", undefined],
    [
      "it is that one",
      MACHINE,
      "networkProfile.networkInterfaces.0.id",
      `${ID}/Microsoft.Network/networkInterfaces/nd-h100-test-runner`,
    ],
    ["SSH takes no password", MACHINE, "osProfile.linuxConfiguration.disablePasswordAuthentication", true],
    ["there is none", MACHINE, "osProfile.adminPassword", undefined],
    ["no extension runs as root", MACHINE, "osProfile.allowExtensionOperations", false],
    ["nothing unsigned boots", MACHINE, "securityProfile.securityType", "TrustedLaunch"],
    ["", MACHINE, "securityProfile.uefiSettings", { secureBootEnabled: true, vTpmEnabled: true }],
    ["E01 the host encrypts", MACHINE, "securityProfile.encryptionAtHost", true],
    [
      "E02 with a key of one's own",
      MACHINE,
      "storageProfile.osDisk.managedDisk.diskEncryptionSet.id",
      args.diskEncryptionSetId,
    ],
    ["the disk goes with the machine", MACHINE, "storageProfile.osDisk.deleteOption", "Delete"],
    ["Pulumi deletes the interface", MACHINE, "networkProfile.networkInterfaces.0.deleteOption", "Detach"],
    ["it is not taken away in the middle of an update", MACHINE, "priority", undefined],
  ])("%s (%s %s)", (_name, type, path, value) => {
    expect(valueAt(only(type).inputs, path)).toEqual(value);
  });

  test("no user can log in, and no SSH server listens", () => {
    const { users, disable_root, ssh_pwauth, runcmd } = setup();
    expect(users).toEqual([expect.objectContaining({ name: "runner", shell: "/usr/sbin/nologin" })]);
    expect(JSON.stringify(users)).not.toMatch(/sudo|ssh_authorized_keys/);
    expect({ disable_root, ssh_pwauth }).toEqual({ disable_root: true, ssh_pwauth: false });
    expect(runcmd).toContainEqual(["systemctl", "mask", "--now", "ssh.service", "ssh.socket"]);
  });
});

describe("identities", () => {
  test("the machine has one identity, and it may read the registration token and nothing else", () => {
    expect(valueAt(only(MACHINE).inputs, "identity")).toEqual({
      type: "UserAssigned",
      userAssignedIdentities: [
        `${ID}/Microsoft.ManagedIdentity/userAssignedIdentities/nd-h100-test-runner-machine`,
      ],
    });
    expect(rolesOf("runner-machine-")).toEqual([
      ["4633458b-17de-408a-b874-0445c86b69e6", args.vault.vaultId],
    ]);
  });

  test("jobs have another, with roles on the cluster only", () => {
    expect(rolesOf("runner-deployer-")).toEqual([
      ["b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b", args.clusterId],
      ["4abbcc35-e782-43d8-92c5-2d3f1bd2253f", args.clusterId],
    ]);
  });

  test("which GitHub alone hands out, to one environment of one repository", () => {
    expect(only(TRUST).inputs).toMatchObject({
      resourceName: "nd-h100-test-runner-deployer",
      issuer: "https://token.actions.githubusercontent.com",
      subject: "repo:contoso/clusters:environment:nd-h100-test",
      audiences: ["api://AzureADTokenExchange"],
    });
  });

  test("jobs cannot take the machine's: its metadata is closed to them before any job runs", () => {
    expect(fileOf("/etc/nftables.conf")).toContain(
      'meta skuid "runner" ip daddr { 169.254.169.254, 168.63.129.16 } tcp dport { 80, 32526 } reject',
    );
    const unit = fileOf("/etc/systemd/system/actions-runner.service");
    expect(unit).toContain("User=runner\n");
    expect(unit).toContain("Requires=nftables.service\n");
    expect(unit).toMatch(/After=.*nftables\.service/);
  });

  function rolesOf(prefix: string): unknown[][] {
    return ofType(graph, ROLE)
      .filter(({ name }) => name.startsWith(prefix))
      .map(({ inputs }) => [String(inputs.roleDefinitionId).split("/").at(-1), inputs.scope]);
  }
});

describe("registration", () => {
  const register = () => fileOf("/usr/local/sbin/register-runner");

  test("the token is read from the vault, and no part of the set-up holds one", () => {
    expect(fileOf("/etc/actions-runner.env")).toContain(
      "SECRET_URI=https://kvrunner.vault.azure.net/secrets/runner-registration\n",
    );
    expect(JSON.stringify(graph.resources)).not.toMatch(/gh[pousr]_|github_pat_/);
  });

  test("no secret is an argument of a program, which all users see", () => {
    expect(register()).toContain(
      'curl -fsS -H @- "$SECRET_URI?api-version=7.4" <<< "Authorization: Bearer $access"',
    );
    expect(register()).toContain('ACTIONS_RUNNER_INPUT_TOKEN="$token" runuser');
    expect(register()).not.toContain("--token");
  });

  test("nothing is unpacked whose checksum is not the known one", () => {
    const script = register();
    expect(script).toContain("set -euo pipefail");
    expect(script).toContain('echo "$RUNNER_SHA256  $work/runner.tar.gz" | sha256sum --check --status\n');
    const [checked, unpacked] = ["sha256sum --check", "tar -xzf"].map((text) => script.indexOf(text));
    expect(checked).toBeGreaterThan(0);
    expect(unpacked).toBeGreaterThan(checked ?? 0);
    expect(fileOf("/etc/actions-runner.env")).toMatch(/^RUNNER_SHA256=[0-9a-f]{64}$/m);
  });

  test("the script is one", () => {
    expect(() => execFileSync("bash", ["-n"], { input: register() })).not.toThrow();
  });

  test("an update outlives the runner's own restart", () => {
    expect(fileOf("/etc/systemd/system/actions-runner.service")).toContain("KillMode=process\n");
  });

  test("only root reads and writes what sets the machine up", () => {
    for (const { path, owner, permissions } of setup().write_files) {
      expect([path, owner]).toEqual([path, "root:root"]);
      expect(permissions).toMatch(/^0[67][04][04]$/);
    }
  });
});

describe("hosts that may be reached", () => {
  test("one wildcard, for GitHub's own job service; none for storage, where anyone may have an account", () => {
    const names = [...runnerHosts, ...packageArchives];
    expect(names.filter((name) => name.includes("*"))).toEqual(["*.actions.githubusercontent.com"]);
    expect(new Set(names).size).toBe(names.length);
  });

  test("every account in which GitHub keeps results", () => {
    const accounts = runnerHosts.filter((name) => name.startsWith("productionresultssa"));
    expect(accounts).toHaveLength(20 + 20 + 100);
    for (const number of [0, 19, 30, 49, 100, 199])
      expect(accounts).toContain(`productionresultssa${number}.blob.core.windows.net`);
  });
});

test.each([MACHINE, INTERFACE, IDENTITY])("%s is tagged as ours", (type) => {
  expect(ofType(graph, type)[0]?.inputs.tags).toMatchObject({ "exaform-stack": "exaform/test" });
});

test("refused arguments register nothing", async () => {
  await expect(
    synth(() => new DeploymentRunner("runner", { ...args, repository: "", subject: "" })),
  ).rejects.toThrow("DeploymentRunner: 2 problems");
});
