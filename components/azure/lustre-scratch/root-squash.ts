import { type Cidr, formatAddress, parseAddress, parseCidr, sizeOf } from "../../../lib/planning/cidr.ts";
import type { Problem } from "../../../lib/planning/problem.ts";

/** Who is root on the file system. */
export interface RootSquash {
  /**
   * Addresses of the machines whose root stays root: IPv4 addresses, or ranges of at most a /24. At least one, because the
   * top directory of a new file system belongs to root: without it nobody could ever write.
   */
  readonly adminNetworks: readonly string[];
  /**
   * `RootOnly`: everywhere else root becomes {@link RootSquash.squashUid}. `All`: everywhere else everybody does, which
   * suits a file system of one tenant. @default "RootOnly"
   */
  readonly mode?: "RootOnly" | "All";
  /** User that those who are squashed become, 1 to 4,294,967,295. @default 65534, nobody */
  readonly squashUid?: number;
  /** Group that those who are squashed become, 1 to 4,294,967,295. @default 65534, nogroup */
  readonly squashGid?: number;
}

/** Fills in the defaults. */
export function resolveRootSquash(squash: RootSquash): Required<RootSquash> {
  return { mode: "RootOnly", squashUid: 65_534, squashGid: 65_534, ...squash };
}

/** https://learn.microsoft.com/azure/azure-managed-lustre/root-squash-configure-settings (2024-01). */
const MOST_ID = 4_294_967_295;

/** Why Azure does not take these settings. */
export function rootSquashProblems(squash: Required<RootSquash>, path: string): Problem[] {
  return [
    ...adminProblems(squash.adminNetworks, `${path}.adminNetworks`),
    ...(["squashUid", "squashGid"] as const).flatMap((property) =>
      idProblems(squash[property], `${path}.${property}`),
    ),
  ];
}

function adminProblems(networks: readonly string[], path: string): Problem[] {
  if (networks.length === 0) {
    const message = "at least one is needed: where nobody is root, nobody can make the first directory";
    return [
      { path, value: networks, message, fix: "write the range of the machines that administer the cluster" },
    ];
  }
  return networks.flatMap((network, index) => {
    if (rangeOf(network) !== undefined) return [];
    const message = "must be an IPv4 address, or a range of a /24 or less without host bits";
    return [{ path: `${path}[${index}]`, value: network, message, fix: "write for example 10.0.4.0/28" }];
  });
}

function idProblems(id: number, path: string): Problem[] {
  if (Number.isInteger(id) && id >= 1 && id <= MOST_ID) return [];
  return [{ path, value: id, message: `must be a whole number from 1 to ${MOST_ID}`, fix: "write 65534" }];
}

/** Lustre's own notation of addresses reaches over the last byte only. */
function rangeOf(network: string): Cidr | undefined {
  const address = parseAddress(network);
  if (address !== undefined) return { first: address, prefix: 32 };
  const parsed = parseCidr(network);
  return parsed?.canonical && parsed.cidr.prefix >= 24 ? parsed.cidr : undefined;
}

/** Addresses as Lustre writes them: `10.0.4.[0-15]@tcp;10.0.5.7@tcp`. */
export function nidList(networks: readonly string[]): string {
  return networks
    .map((network) => {
      const range = rangeOf(network);
      if (range === undefined) throw new Error(`${network} was accepted, though Lustre cannot write it`);
      const [a, b, c, first] = formatAddress(range.first).split(".");
      const size = sizeOf(range);
      const last = size === 1 ? first : `[${first}-${Number(first) + size - 1}]`;
      return `${a}.${b}.${c}.${last}@tcp`;
    })
    .join(";");
}
