import { fileURLToPath } from "node:url";

/** What makes a program run against a simulated Azure, in the form in which the real engine takes it. */
export interface StandIns {
  /** Programs to start in place of provider plugins, by the provider's name. */
  readonly providers: Readonly<Record<string, { readonly file: string; readonly args: readonly string[] }>>;
  /** Modules that Node.js loads before a program. */
  readonly preloads: readonly string[];
}

/**
 * The stand-ins for Azure.
 *
 * @param url of the simulated Azure: `http://127.0.0.1:1234`.
 */
export function standInsFor(url: string): StandIns {
  const waits = new URL("virtual-waits.ts", import.meta.url);
  waits.searchParams.set("clock", url);
  const file = fileURLToPath(new URL("azure-native/plugin.ts", import.meta.url));
  return { providers: { "azure-native": { file, args: [url] } }, preloads: [waits.href] };
}
