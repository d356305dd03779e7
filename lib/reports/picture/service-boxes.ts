import type { DataPath } from "../../analysis/data-paths.ts";
import { numberAt, ownerOf, textAt } from "../../analysis/reading.ts";
import { purposeOf, type StorageItem, storageOf } from "../../analysis/storage.ts";
import { type Graph, ofType, type Resource } from "../../graph/graph.ts";
import { plural } from "../words.ts";
import { type PictureBox, pathLine, reached } from "./boxes.ts";
import { palette } from "./label.ts";

const VAULT = "azure-native:keyvault:Vault";

/** Storage accounts, registries, vaults and log workspaces: reached through private endpoints. */
export function serviceBoxes(graph: Graph, paths: readonly DataPath[]): PictureBox[] {
  return [
    ...storageOf(graph)
      .filter(({ kind }) => kind === "storage account")
      .map((item) => accountBox(item, paths)),
    ...ofType(graph, "azure-native:containerregistry:Registry").map((registry) => ({
      id: `service ${registry.urn}`,
      ...reached(paths, "registryInTransit", registry.urn),
      lines: [
        { text: "Container registry", bold: true },
        { text: textAt(registry.inputs, "registryName") ?? registry.name, colour: palette.quiet },
        ...pathLine(paths, "registryAtRest", registry.urn, "at rest"),
      ],
      fill: palette.store,
    })),
    ...vaultBox(graph, paths),
    ...ofType(graph, "azure-native:operationalinsights:Workspace").map((workspace) => ({
      id: `service ${workspace.urn}`,
      ...reached(paths, "logsInTransit", workspace.urn),
      lines: [
        { text: "Logs", bold: true },
        { text: textAt(workspace.inputs, "workspaceName") ?? workspace.name, colour: palette.quiet },
        ...pathLine(paths, "logsAtRest", workspace.urn, "at rest"),
      ],
      fill: palette.store,
    })),
  ];
}

function accountBox({ urn, name, purpose, containers }: StorageItem, paths: readonly DataPath[]): PictureBox {
  const title = typeof purpose === "string" ? `Blob storage for ${purpose}` : "Blob storage";
  return {
    id: `service ${urn}`,
    ...reached(paths, "blobInTransit", urn),
    lines: [
      { text: title, bold: true },
      { text: [name, ...containers].join(" · "), colour: palette.quiet },
      ...pathLine(paths, "blobAtRest", urn, "at rest"),
    ],
    fill: palette.store,
  };
}

/** All vaults in one box: what a reader wants to know is which key is for what. */
function vaultBox(graph: Graph, paths: readonly DataPath[]): PictureBox[] {
  const vaults = ofType(graph, VAULT);
  if (vaults.length === 0) return [];
  const keys = ofType(graph, "azure-native:keyvault:Key");
  const lines = vaults.map((vault) => {
    const own = keys.filter((key) => ownerOf(graph, key, "vaultName", VAULT, "vaultName") === vault);
    const kinds = [...new Set(own.map(keyKind))].join(", ");
    return { text: `${purposeText(vault)}${kinds === "" ? "" : `: ${kinds}`}` };
  });
  const way = reached(paths, "keyVaultInTransit", vaults[0]?.urn ?? "");
  return [
    {
      id: "vaults",
      ...way,
      lines: [{ text: plural(vaults.length, "key vault"), bold: true }, ...lines],
      fill: palette.guard,
    },
  ];
}

function purposeText(vault: Resource): string {
  const purpose = purposeOf(vault);
  return typeof purpose === "string"
    ? `keys for ${purpose}`
    : (textAt(vault.inputs, "vaultName") ?? vault.name);
}

function keyKind({ inputs }: Resource): string {
  const size = numberAt(inputs, "properties.keySize");
  return [
    textAt(inputs, "properties.kty") ?? "unknown kind",
    ...(size === undefined ? [] : [String(size)]),
  ].join(" ");
}
