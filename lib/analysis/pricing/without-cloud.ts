import type { Free, PricingTable } from "./pricing.ts";

function inState(page: string): Free {
  return {
    kind: "free",
    reason: "lives in Pulumi's state alone",
    source: `https://www.pulumi.com/registry/packages/${page}/`,
    asOf: "2026-11-22",
  };
}

function each(names: readonly string[], module: string): PricingTable {
  const row = inState(module.split(":")[0] ?? "");
  return Object.fromEntries(
    names.map((name) => [`${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`, row]),
  );
}

/** Types that make nothing in a cloud. */
export const withoutCloudPricing: PricingTable = {
  ...each(
    [
      "RandomBytes",
      "RandomId",
      "RandomInteger",
      "RandomPassword",
      "RandomPet",
      "RandomShuffle",
      "RandomString",
      "RandomUuid",
    ],
    "random:index",
  ),
  ...each(["CertRequest", "LocallySignedCert", "PrivateKey", "SelfSignedCert"], "tls:index"),
};
