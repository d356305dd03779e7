import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";

/** The product's own folder. */
export const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));

/** Everything that a program, a pack or the command line reads. */
const SOURCES = [
  "Pulumi.yaml",
  "package.json",
  "catalog",
  "components",
  "lib",
  "policies",
  "scripts",
  "stacks",
];

type Settings = Readonly<Record<string, unknown>>;

/** Folders and files of a test file, removed together. */
export class Scratch {
  #root: string | undefined;

  /** A copy of the product in which texts of its files are replaced: it must contain each. */
  product(changes: readonly { readonly file: string; readonly from: string; readonly to: string }[]): string {
    const copy = this.#folder("product-");
    for (const name of SOURCES) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    for (const { file, from, to } of changes) {
      const text = readFileSync(join(copy, file), "utf8");
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      writeFileSync(join(copy, file), text.replace(from, to));
    }
    return copy;
  }

  /** A copy of a shipped environment file with changes to `exaform:environment`, and to its other settings. */
  environment(stack: string, change: Settings, settings: Settings = {}): string {
    const shipped = parse(readFileSync(join(ROOT, `stacks/Pulumi.${stack}.yaml`), "utf8"));
    Object.assign(shipped.config, settings);
    Object.assign(shipped.config["exaform:environment"], change);
    const file = join(this.#folder("environment-"), `Pulumi.${stack}.yaml`);
    // As YAML 1.1, which Pulumi reads: a date stays text.
    writeFileSync(file, stringify(shipped, { version: "1.1" }));
    return file;
  }

  /** The same in two parts: a file without the environment, and the environment as JSON, to be kept as a secret. */
  withoutEnvironment(stack: string, change: Settings): { environment: string; configFile: string } {
    const configFile = this.environment(stack, change);
    const { config } = parse(readFileSync(configFile, "utf8"));
    const { "exaform:environment": environment, ...others } = config;
    writeFileSync(configFile, stringify({ config: others }, { version: "1.1" }));
    return { environment: JSON.stringify(environment), configFile };
  }

  remove(): void {
    if (this.#root !== undefined) rmSync(this.#root, { recursive: true });
  }

  /** Made when it is first needed: of a file whose tests are all skipped nothing runs that would remove it. */
  #folder(prefix: string): string {
    this.#root ??= mkdtempSync(join(tmpdir(), "exaform-test-"));
    return mkdtempSync(join(this.#root, prefix));
  }
}
