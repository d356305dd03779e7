import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Configuration that every program for azure-native needs. */
export const AZURE_CONFIG = {
  "azure-native:location": "eastus",
  "azure-native:subscriptionId": "11111111-2222-4333-8444-555555555555",
};

/** A Pulumi project in a folder of its own, with a stack `dev`. */
export class ScratchProject {
  readonly folder = mkdtempSync(join(tmpdir(), "exaform-test-"));

  /** @param program text of its TypeScript module. */
  constructor(program: string) {
    const settings = {
      name: "scratch",
      main: "main.ts",
      runtime: { name: "nodejs", options: { typescript: false } },
    };
    this.#write("Pulumi.yaml", stringify(settings));
    this.#write(
      "package.json",
      JSON.stringify({ type: "module", dependencies: { "@pulumi/azure-native": "*" } }),
    );
    this.#write("main.ts", program);
    symlinkSync(join(ROOT, "node_modules"), join(this.folder, "node_modules"));
    this.configFile("Pulumi.dev.yaml", {});
  }

  /** Writes a configuration file and gives its path. */
  configFile(name: string, config: Readonly<Record<string, string>>): string {
    return this.#write(name, stringify({ config: { ...AZURE_CONFIG, ...config } }));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #write(name: string, text: string): string {
    const file = join(this.folder, name);
    writeFileSync(file, text);
    return file;
  }
}
