import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidInput } from "../../lib/planning/problem.ts";
import type { Ask } from "../../lib/preflight/preflight.ts";
import type { PreflightDocument } from "../../lib/reports/preflight.ts";

/** An Azure that can be asked. */
export interface Opened {
  readonly ask: Ask;
  /** What a report says of it. */
  readonly azure: PreflightDocument["azure"];
  close(): Promise<void>;
}

/**
 * The real Azure, asked as whoever is signed in. The SDK is loaded here and not with the command line.
 *
 * @throws InvalidInput where nobody is.
 */
export async function openAzure(tenantId: string): Promise<Opened> {
  const [{ armClient, AZURE }, { signedIn }] = await Promise.all([
    import("../../lib/preflight/arm.ts"),
    import("../../lib/preflight/credential.ts"),
  ]);
  return {
    ask: armClient({ credential: await signedIn(tenantId) }),
    azure: { simulated: false, endpoint: AZURE, assumptions: [] },
    close: async () => {},
  };
}

/**
 * A simulated Azure.
 *
 * @param azure a file that describes the subscription, or the address of a simulation that runs on this machine.
 * @throws InvalidInput where the file cannot be used, or the address is not on this machine.
 */
export async function openSimulation(azure: string): Promise<Opened> {
  return /^https?:/i.test(azure) ? running(azure) : fromFile(azure);
}

const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);

async function running(address: string): Promise<Opened> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !LOOPBACK.has(url.hostname)) {
    throw new InvalidInput("preflight", [
      {
        path: "--azure",
        value: address,
        message: "is no address of a simulated Azure: those run on this machine only",
        fix: "write http://127.0.0.1:<port>, or leave --azure out to ask the real Azure",
      },
    ]);
  }
  const { armClient } = await import("../../lib/preflight/arm.ts");
  return {
    ask: armClient({ endpoint: url.origin }),
    azure: { simulated: true, endpoint: url.origin, assumptions: [] },
    close: async () => {},
  };
}

async function fromFile(file: string): Promise<Opened> {
  const [{ armClient }, { SimulatedAzure }, { assumptionsOf, readWorld }] = await Promise.all([
    import("../../lib/preflight/arm.ts"),
    import("../../lib/simulation/azure/simulated-azure.ts"),
    import("../../lib/simulation/azure/world.ts"),
  ]);
  const world = readWorld(file);
  const folder = mkdtempSync(join(tmpdir(), "preflight-"));
  const simulated = await SimulatedAzure.open({ stateFile: join(folder, "azure.jsonl"), world });
  const serving = await simulated.serve();
  return {
    ask: armClient({ endpoint: serving.url }),
    azure: { simulated: true, endpoint: file, assumptions: assumptionsOf(world).map(({ text }) => text) },
    close: async () => {
      await serving.close();
      simulated.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
