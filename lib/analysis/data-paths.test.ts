import { describe, expect, test } from "vitest";
import { type Properties, UNKNOWN } from "../graph/graph.ts";
import { type DataPath, dataPathIds, dataPathsOf } from "./data-paths.ts";
import { sketch } from "./testing/graphs.ts";
import { ndH100, ndH100Sketches, pool } from "./testing/nd-h100.ts";

/** The rows of a kind that a resource decides. */
function rows(
  id: DataPath["id"],
  name: string,
  changes: Readonly<Record<string, Properties>> = {},
): DataPath[] {
  return dataPathsOf(ndH100(changes)).filter(
    (path) => path.id === id && path.urns.some((urn) => urn.endsWith(`::${name}`)),
  );
}

function answers(id: DataPath["id"], name: string, changes: Readonly<Record<string, Properties>> = {}) {
  return rows(id, name, changes).map(({ encrypted, by }) => [encrypted, by]);
}

test("every kind of path is reported", () => {
  const ids = new Set(dataPathsOf(ndH100()).map(({ id }) => id));
  expect(dataPathIds.filter((id) => !ids.has(id))).toEqual([]);
});

test("a path that is not encrypted says nothing encrypts it, and one that is not known does not say yes", () => {
  for (const { encrypted, by, reason } of dataPathsOf(ndH100())) {
    expect(by === "nothing").toBe(encrypted === false);
    expect(by === "not known").toBe(encrypted === "unknown");
    expect(reason).not.toBe("");
  }
});

describe("disks of nodes", () => {
  const off = { h1: { enableEncryptionAtHost: false } };
  const unknown = { h1: { enableEncryptionAtHost: UNKNOWN } };

  test("encryption at host covers temporary disks, caches and ephemeral OS disks", () => {
    expect(answers("osDisk", "h1")).toEqual([[true, "encryption at host, customer-managed key"]]);
    expect(answers("temporaryDisk", "h1")).toEqual([
      [true, "encryption at host, platform-managed key for the temporary disk"],
    ]);
  });

  test.each([
    ["off", off, false, "nothing"],
    ["absent", { h1: { enableEncryptionAtHost: null } }, false, "nothing"],
    ["unknown", unknown, "unknown", "not known"],
  ])("with encryption at host %s they are not", (_, changes, encrypted, by) => {
    expect(answers("osDisk", "h1", changes)).toEqual([[encrypted, by]]);
    expect(answers("temporaryDisk", "h1", changes)).toEqual([[encrypted, by]]);
  });

  test("a managed OS disk is encrypted where it is stored, with or without encryption at host", () => {
    const managed = { osDiskType: "Managed" };
    expect(answers("osDisk", "h1", { h1: managed })).toEqual([
      [true, "encryption at host and storage, customer-managed key"],
    ]);
    expect(answers("osDisk", "h1", { h1: { ...managed, enableEncryptionAtHost: false } })).toEqual([
      [true, "storage, customer-managed key"],
    ]);
  });

  test("without a disk encryption set the key is Azure's", () => {
    expect(answers("osDisk", "h1", { cluster: { diskEncryptionSetID: null } })).toEqual([
      [true, "encryption at host, platform-managed key"],
    ]);
  });

  test("an OS disk that may be either is unknown without encryption at host", () => {
    expect(answers("osDisk", "h1", { h1: { osDiskType: null, enableEncryptionAtHost: false } })).toEqual([
      ["unknown", "not known"],
    ]);
  });

  test("local NVMe is unknown, whatever is declared", () => {
    expect(answers("localNvme", "h1")).toEqual([["unknown", "not known"]]);
    expect(answers("localNvme", "h1", off)).toEqual([["unknown", "not known"]]);
  });

  test("pools that say the same share a row, one that does not has its own", () => {
    expect(rows("temporaryDisk", "h2").map(({ from }) => from)).toEqual([
      "nodes of pools system, h1, h2, h3",
    ]);
    expect(rows("temporaryDisk", "h1", off).map(({ from }) => from)).toEqual(["nodes of pool h1"]);
  });

  test("many pools are named by the first and the last", () => {
    const many = Array.from({ length: 12 }, (_, index) => pool(`p${index}`, 10));
    const paths = dataPathsOf(sketch(...ndH100Sketches().filter(({ name }) => !/^h\d$/.test(name)), ...many));
    expect(paths.find(({ id }) => id === "infiniband")?.from).toBe("nodes of 12 pools, p0 to p9");
  });
});

describe("what leaves a GPU", () => {
  test("neither InfiniBand nor NVLink is ever encrypted", () => {
    expect(answers("infiniband", "h1")).toEqual([[false, "nothing"]]);
    expect(answers("nvlink", "h1")).toEqual([[false, "nothing"]]);
  });

  test("a pool without GPUs and InfiniBand has neither", () => {
    const graph = sketch(...ndH100Sketches().filter(({ name }) => !/^h\d$/.test(name)));
    expect(dataPathsOf(graph).map(({ id }) => id)).not.toContain("infiniband");
    expect(dataPathsOf(graph).map(({ id }) => id)).not.toContain("nvlink");
  });
});

describe("cluster", () => {
  const kms = (settings: Properties) => ({ cluster: { securityProfile: { azureKeyVaultKms: settings } } });

  test("the API server is reached over TLS", () => {
    expect(answers("apiServer", "cluster")).toEqual([[true, "TLS"]]);
  });

  test.each([
    ["on", {}, true, "KMS, customer-managed key in a private vault"],
    [
      "on, public vault",
      kms({ enabled: true, keyId: "k" }),
      true,
      "KMS, customer-managed key in a public vault",
    ],
    [
      "on, access not known",
      kms({ enabled: true, keyId: "k", keyVaultNetworkAccess: UNKNOWN }),
      true,
      "KMS, customer-managed key in a vault",
    ],
    ["off", kms({ enabled: false, keyId: "k" }), false, "nothing"],
    ["absent", { cluster: { securityProfile: {} } }, false, "nothing"],
    ["unknown", { cluster: { securityProfile: UNKNOWN } }, "unknown", "not known"],
  ])("secrets in etcd with KMS %s", (_, changes, encrypted, by) => {
    expect(answers("etcd", "cluster", changes)).toEqual([[encrypted, by]]);
  });

  test("an unknown profile says what it will be computed from", () => {
    expect(rows("etcd", "cluster", { cluster: { securityProfile: UNKNOWN } })[0]?.reason).toBe(
      "securityProfile.azureKeyVaultKms is not known before `pulumi up`; it is computed from key etcd-key",
    );
  });

  const transit = (transitEncryption: Properties) => ({
    cluster: { networkProfile: { advancedNetworking: { security: { transitEncryption } } } },
  });

  test.each([
    ["by default", {}, false, "nothing"],
    ["with WireGuard", transit({ type: "WireGuard" }), true, "WireGuard"],
    ["with WireGuard off", transit({ type: "None" }), false, "nothing"],
    ["with VNet encryption", { vnet: { encryption: { enabled: true } } }, "unknown", "not known"],
    ["with VNet encryption off", { vnet: { encryption: { enabled: false } } }, false, "nothing"],
    ["unknown", { cluster: { networkProfile: UNKNOWN } }, "unknown", "not known"],
  ])("pod traffic %s", (_, changes, encrypted, by) => {
    expect(answers("podTraffic", "cluster", changes)).toEqual([[encrypted, by]]);
  });
});

describe("stores", () => {
  test.each([
    ["closed", {}, true, "HTTPS only, TLS 1.2 or newer"],
    ["old TLS", { minimumTlsVersion: "TLS1_0" }, true, "HTTPS only, TLS 1.0 or newer"],
    ["any TLS", { minimumTlsVersion: null }, true, "HTTPS only, any version of TLS"],
    ["HTTP open", { enableHttpsTrafficOnly: false }, false, "nothing"],
    ["NFS 3.0", { enableNfsV3: true }, false, "nothing"],
    ["unknown", { enableHttpsTrafficOnly: UNKNOWN }, "unknown", "not known"],
    ["NFS unknown, HTTP open", { enableNfsV3: UNKNOWN, enableHttpsTrafficOnly: false }, false, "nothing"],
  ])("blob in transit, %s", (_, datasets, encrypted, by) => {
    expect(answers("blobInTransit", "datasets", { datasets })).toEqual([[encrypted, by]]);
  });

  const keyVaultProperties = { keyName: "storage" };
  const keySource = "Microsoft.Keyvault";

  test.each([
    ["twice", {}, "storage encryption, customer-managed key, and a second layer, platform-managed key"],
    ["once", { keySource, keyVaultProperties }, "storage encryption, customer-managed key"],
    ["no key named", { keySource }, "storage encryption, platform-managed key"],
    ["Azure's key", { keySource: "Microsoft.Storage" }, "storage encryption, platform-managed key"],
    ["key not known", UNKNOWN, "storage encryption, whose key is not known"],
  ])("blob at rest, %s", (label, encryption, by) => {
    const changes: Record<string, Properties> = label === "twice" ? {} : { datasets: { encryption } };
    expect(answers("blobAtRest", "datasets", changes)).toEqual([[true, by]]);
  });

  test("Lustre at rest says whose key, and in transit that nobody says", () => {
    expect(answers("lustreAtRest", "scratch")).toEqual([[true, "disk encryption, customer-managed key"]]);
    expect(answers("lustreAtRest", "scratch", { scratch: { encryptionSettings: null } })).toEqual([
      [true, "disk encryption, platform-managed key"],
    ]);
    expect(answers("lustreInTransit", "scratch")).toEqual([["unknown", "not known"]]);
  });

  test("accounts and vaults are called by their purpose where all have one of their own", () => {
    const twin = (purpose: string) => ({
      type: "storage:StorageAccount",
      name: purpose,
      inputs: {
        accountName: `st${purpose}`,
        enableHttpsTrafficOnly: true,
        minimumTlsVersion: "TLS1_2",
        tags: { purpose },
      },
    });
    const to = (...names: string[]): string[] =>
      dataPathsOf(sketch(...names.map(twin)))
        .filter(({ id }) => id === "blobInTransit")
        .map((path) => path.to);
    expect(to("logs")).toEqual(["storage account for logs"]);
    expect(to("checkpoints", "logs")).toEqual(["storage accounts for checkpoints, logs"]);
    expect(rows("blobInTransit", "datasets", { datasets: { tags: {} } })[0]?.to).toBe(
      "storage account stdatasets",
    );
  });

  test("registry, logs and vaults", () => {
    expect(answers("registryInTransit", "registry")).toEqual([[true, "TLS"]]);
    expect(answers("registryAtRest", "registry")).toEqual([
      [true, "storage encryption, customer-managed key"],
    ]);
    expect(
      answers("registryAtRest", "registry", { registry: { encryption: { status: "disabled" } } }),
    ).toEqual([[true, "storage encryption, platform-managed key"]]);
    expect(answers("logsAtRest", "logs")).toEqual([[true, "storage encryption, platform-managed key"]]);
    expect(answers("logsAtRest", "logs", { logs: { features: { clusterResourceId: "/c" } } })).toEqual([
      [true, "storage encryption, customer-managed key"],
    ]);
    expect(answers("keyVaultInTransit", "vault")).toEqual([[true, "TLS"]]);
  });
});
