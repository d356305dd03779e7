import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { acceleratorOf, accelerators, architectures } from "./accelerators.ts";
import { awsRegionOf, awsRegions } from "./aws/regions.ts";
import { kubernetesVersionOf, kubernetesVersions } from "./azure/kubernetes-versions.ts";
import { limits, reservedCidrs } from "./azure/limits.ts";
import { LUSTRE_STEP_MBPS, lustreSkuOf, lustreSkus, lustreSubnets } from "./azure/managed-lustre.ts";
import { apiServerZone, privateEndpointZones } from "./azure/private-endpoints.ts";
import { propertyChangeOf, propertyChanges } from "./azure/property-changes.ts";
import { regionOf, regions } from "./azure/regions.ts";
import { roleDefinitionId, roles } from "./azure/roles.ts";
import { vmSizeOf, vmSizes } from "./azure/vm-sizes.ts";
import { carbonOf, regionCarbon } from "./carbon.ts";
import { failureRates } from "./failure-rates.ts";
import { fp8MatmulTflops, matmulTflops, reportedMemoryMiB } from "./gpu-measurements.ts";
import { publishedModels } from "./models.ts";
import { priceTerms, priceUnits } from "./price.ts";
import { awsPrices, azurePrices, catalogPrices, prices } from "./prices.ts";
import { trainingFrameworks } from "./published-run.ts";
import { serverPowerOf, serverPowers } from "./server-power.ts";
import { cloudServices, serviceOf } from "./services.ts";
import { fittedRuns, predictedRuns, publishedTimes } from "./training-runs.ts";

const date = z.union([z.iso.date(), z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/), z.literal("undated")]);

const source = z.union([z.url({ protocol: /^https$/ }), z.string().regex(/^[\w.-]+\/[\w.-]+( [\w./-]+)?$/)]);

const sourced = { source, asOf: date, confidence: z.enum(["high", "medium", "low"]).optional() };

const positive = z.number().positive().finite();
const count = z.int().positive();

const formats = z.enum(["fp64", "fp64TensorCore", "fp32", "tf32", "bf16", "fp16", "fp8"]);

const regionName = z
  .string()
  .refine((name) => regions.some((region) => region.name === name), "an unknown region");

const awsRegionName = z.enum(awsRegions.map(({ name }) => name));

/** All that FOCUS 1.2 allows as `ServiceCategory`. */
const focusCategories = [
  "AI and Machine Learning",
  "Analytics",
  "Business Applications",
  "Compute",
  "Databases",
  "Developer Tools",
  "Multicloud",
  "Identity",
  "Integration",
  "Internet of Things",
  "Management and Governance",
  "Media",
  "Migration",
  "Mobile",
  "Networking",
  "Security",
  "Storage",
  "Web",
  "Other",
] as const;

const schemas = {
  accelerator: z.strictObject({
    ...sourced,
    model: z.string().min(1),
    vendor: z.enum(["NVIDIA"]),
    architecture: z.enum(architectures),
    memoryGB: positive,
    memoryBandwidthGBps: positive,
    nvlinkGBps: positive.optional(),
    tdpWatts: positive,
    peakTflops: z.partialRecord(formats, positive),
  }),
  vmSize: z.strictObject({
    ...sourced,
    name: z.string().regex(/^Standard_\w+$/),
    use: z.enum(["gpu", "hpc", "system"]),
    quotaFamily: z.string().regex(/^standard[\w ]+family$/i),
    vCpus: count,
    memoryGiB: count,
    architecture: z.enum(["x64", "arm64"]),
    gpus: z.strictObject({ accelerator: z.enum(accelerators.map(({ model }) => model)), count }).optional(),
    infiniband: z.strictObject({ gbpsPerVm: positive, linksPerVm: count }).optional(),
    ethernetGbps: positive.optional(),
    tempDiskGiB: z.int().min(0),
    nvme: z.strictObject({ count, totalGiB: count }).optional(),
    encryptionAtHost: z.union([z.boolean(), z.literal("unknown")]),
    ephemeralOsDisk: z.boolean(),
    maxDataDisks: count,
    retiredOn: z.iso.date().optional(),
    infinibandFeatureFlag: z.enum(["registered", "unregistered"]).optional(),
    regions: z.array(regionName).min(1).optional(),
  }),
  gpuMeasurement: z.strictObject({
    ...sourced,
    accelerator: z.enum(accelerators.map(({ model }) => model)),
    value: positive,
  }),
  model: z.strictObject({
    ...sourced,
    name: z.string().min(1),
    architecture: z.enum(["gpt", "llama"]),
    layers: count,
    hiddenSize: count,
    attentionHeads: count,
    keyValueHeads: count.optional(),
    feedForwardSize: count.optional(),
    vocabularySize: count,
    tiedEmbeddings: z.boolean().optional(),
    sequenceLength: count,
    printedBillionParameters: positive,
  }),
  trainingRun: z.strictObject({
    ...sourced,
    name: z.string().min(1),
    model: z.enum(publishedModels.map(({ name }) => name)),
    vmSize: z.string().refine((name) => vmSizeOf(name) !== undefined, "an unknown size"),
    tensorParallel: count,
    contextParallel: count,
    pipelineParallel: count,
    dataParallel: count,
    interleaving: count,
    microbatch: count,
    globalBatch: count,
    sequenceLength: count.optional(),
    framework: z.enum(trainingFrameworks),
    kind: z.enum(["benchmark", "production run"]),
    precision: z.enum(["bf16", "fp8"]),
    recomputation: z.enum(["none", "selective", "full"]),
    sequenceParallel: z.boolean(),
    gradientsAfterBackward: z.boolean(),
    assumed: z.string().min(1).optional(),
    measured: z.union([
      z.strictObject({ tflopsPerGpu: positive }),
      z.strictObject({ secondsPerStep: positive }),
    ]),
    printed: z.strictObject({ tokens: count, days: count }).optional(),
  }),
  publishedTime: z.strictObject({
    ...sourced,
    name: z.string().min(1),
    parameters: count,
    tokens: count,
    gpus: count,
    tflopsPerGpu: positive,
    days: count,
  }),
  limit: z.strictObject({
    ...sourced,
    value: positive,
    unit: z.string().min(1),
    raisedBy: z.string().optional(),
  }),
  reservedCidr: z.strictObject({
    ...sourced,
    cidr: z.cidrv4(),
    reason: z.string().min(1),
    rdmaOnly: z.boolean(),
  }),
  lustreSku: z.strictObject({
    ...sourced,
    sku: z.string().startsWith("AMLFS-Durable-Premium-"),
    mbPerSecondPerTiB: count,
    minTiB: count,
    stepTiB: count,
    maxTiB: count,
  }),
  lustreSubnet: z.strictObject({ ...sourced, upToTiB: count, prefix: z.int().min(8).max(29) }),
  price: z.strictObject({
    ...sourced,
    item: z.string().regex(/^\w+(\/[\w.-]+){0,2}$/),
    region: z.union([regionName, awsRegionName, z.enum(["global", "zone1"])]),
    currency: z.literal("USD"),
    unit: z.enum(priceUnits),
    price: z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .refine((price) => new Decimal(price).greaterThan(0), "a price of nothing"),
    os: z.literal("linux").optional(),
    term: z.enum(priceTerms),
    from: z
      .string()
      .regex(/^[1-9]\d*$/)
      .optional(),
  }),
  cloudService: z.strictObject({
    ...sourced,
    name: z.string().min(1),
    category: z.enum(focusCategories),
    provider: z.enum(["Microsoft", "AWS"]),
    items: z.array(z.string().regex(/^\w+$/)).min(1),
  }),
  region: z.strictObject({
    ...sourced,
    name: z.string().regex(/^[a-z]+\d?$/),
    displayName: z.string().min(1),
    availabilityZones: z.literal(3).optional(),
  }),
  awsRegion: z.strictObject({
    ...sourced,
    name: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/),
    displayName: z.string().min(1),
  }),
  kubernetesVersion: z.strictObject({
    ...sourced,
    version: z.string().regex(/^1\.\d\d$/),
    availableFrom: date,
    supportedUntil: date.optional(),
    planned: z.boolean().optional(),
  }),
  failureRate: z.strictObject({
    ...sourced,
    cluster: z.string().min(1),
    hardware: z.string().min(1),
    failuresPer1000NodeDays: positive,
  }),
  serverPower: z.strictObject({
    ...sourced,
    server: z.string().min(1),
    accelerators: z.array(z.enum(accelerators.map(({ model }) => model))).min(1),
    gpus: count,
    maxWatts: positive,
  }),
  regionCarbon: z.strictObject({
    ...sourced,
    cloud: z.enum(["azure", "aws"]),
    region: z.string().regex(/^[a-z]+(-[a-z]+)*-?\d?$/),
    year: z.string().regex(/^20\d\d$/),
    averageGramsPerKwh: positive.optional(),
    marginalGramsPerKwh: positive.optional(),
    pue: z.number().min(1).max(2).optional(),
    proxy: z
      .string()
      .regex(/^(azure|aws) \S+$/)
      .optional(),
  }),
  propertyChange: z.strictObject({
    ...sourced,
    type: z.string().regex(/^azure-native:[a-z]+:[A-Z]\w+$/),
    property: z.string().regex(/^\w+(\.\w+)*$/),
    change: z.enum(["inPlace", "replace", "newPool", "refused"]),
    reason: z.string().min(1),
    drains: z.literal(true).optional(),
  }),
};

function table<Row extends object>(
  name: string,
  schema: z.ZodType,
  rows: readonly Row[],
  identity: (row: Row) => string,
): void {
  describe(name, () => {
    test("every row is complete, and says where and when it was read", () => {
      const wrong = rows.flatMap((row) => {
        const checked = schema.safeParse(row);
        return checked.success ? [] : [{ row, problem: z.prettifyError(checked.error) }];
      });
      expect(wrong).toEqual([]);
    });

    test("no row is there twice", () => {
      const names = rows.map(identity);
      expect(names.filter((each, index) => names.indexOf(each) !== index)).toEqual([]);
    });
  });
}

table("accelerators", schemas.accelerator, accelerators, ({ model }) => model);
table("VM sizes", schemas.vmSize, vmSizes, ({ name }) => name.toLowerCase());
table("matrix multiplications", schemas.gpuMeasurement, matmulTflops, ({ accelerator }) => accelerator);
table(
  "matrix multiplications in FP8",
  schemas.gpuMeasurement,
  fp8MatmulTflops,
  ({ accelerator }) => accelerator,
);
table("reported memory", schemas.gpuMeasurement, reportedMemoryMiB, ({ accelerator }) => accelerator);
table("models", schemas.model, publishedModels, ({ name }) => name.toLowerCase());
table("training runs", schemas.trainingRun, [...fittedRuns, ...predictedRuns], ({ name }) => name);
table("training times", schemas.publishedTime, publishedTimes, ({ name }) => name);
table("limits", z.tuple([z.string(), schemas.limit]), Object.entries(limits), ([name]) => name);
table("reserved ranges", schemas.reservedCidr, reservedCidrs, ({ cidr }) => cidr);
table("Lustre SKUs", schemas.lustreSku, lustreSkus, ({ sku }) => sku);
table("Lustre subnets", schemas.lustreSubnet, lustreSubnets, ({ upToTiB }) => String(upToTiB));
table("prices", schemas.price, prices, ({ item, region, term, from }) => `${item} ${region} ${term} ${from}`);
table("services", schemas.cloudService, cloudServices, ({ name }) => name);
table("regions", schemas.region, regions, ({ name }) => name);
table("AWS regions", schemas.awsRegion, awsRegions, ({ name }) => name);
table("Kubernetes versions", schemas.kubernetesVersion, kubernetesVersions, ({ version }) => version);
table("failure rates", schemas.failureRate, failureRates, ({ cluster }) => cluster);
table("server power", schemas.serverPower, serverPowers, ({ server }) => server);
table("carbon", schemas.regionCarbon, regionCarbon, ({ cloud, region }) => `${cloud} ${region}`);
table("property changes", schemas.propertyChange, propertyChanges, (row) => `${row.type} ${row.property}`);
table("roles", z.tuple([z.string(), z.guid()]), Object.entries(roles), ([, id]) => id);
table(
  "private endpoint zones",
  z.tuple([z.string().regex(/^[a-z]+$/), z.array(z.hostname()).min(1)]),
  Object.entries(privateEndpointZones),
  ([groupId]) => groupId,
);

describe("prices", () => {
  test("are found for an item in exactly its region, and nowhere else", () => {
    expect(catalogPrices.priceOf("vm/Standard_ND96isr_H100_v5", "eastus")).toMatchObject({
      price: "98.32",
      unit: "hour",
      os: "linux",
    });
    expect(catalogPrices.priceOf("vm/Standard_ND96isr_H100_v5", "eastus", "spot")?.price).toBe("18.169536");
    for (const region of ["norwayeast", "eastus3", "", "global"]) {
      expect(catalogPrices.priceOf("vm/Standard_ND96isr_H100_v5", region)).toBeUndefined();
    }
    expect(catalogPrices.priceOf("vm/Standard_ND96isr_H100_v5", "westus", "spot")).toBeUndefined();
    expect(catalogPrices.priceOf("privateEndpoint", "eastus")).toBeUndefined();
    expect(catalogPrices.priceOf("privateEndpoint", "global")?.price).toBe("0.01");
  });

  test("are unknown where none is public", () => {
    for (const { sku } of lustreSkus) expect(prices.filter(({ item }) => item.includes(sku))).toEqual([]);
    expect(prices.filter(({ item }) => item.includes("GB300"))).toEqual([]);
  });

  test("that fall with the amount start with the dearest", () => {
    const tiers = catalogPrices
      .tiersOf("keyVault/hsmKey/RSA-3072", "eastus")
      .map(({ price, from }) => [from, price]);
    expect(tiers).toEqual([
      [undefined, "5.00"],
      ["250", "2.50"],
      ["1500", "0.90"],
      ["4000", "0.40"],
    ]);
    expect(catalogPrices.priceOf("keyVault/hsmKey/RSA-3072", "eastus")?.price).toBe("5.00");
    expect(catalogPrices.priceOf("egress/internet", "zone1")).toMatchObject({ price: "0.087", from: "100" });
  });

  test("of machines say which operating system they are for, and only they have commitments", () => {
    for (const { item, os, term } of prices) {
      const machine = /^(vm|ec2)\//.test(item);
      expect([item, os]).toEqual([item, machine ? "linux" : undefined]);
      if (!machine) expect([item, term]).toEqual([item, "onDemand"]);
    }
  });

  test("of a capacity block are not those on demand, and are found by their term only", () => {
    const priceOf = (term?: "capacityBlock" | "spot") =>
      catalogPrices.priceOf("ec2/p5.48xlarge", "us-east-1", term)?.price;
    expect([priceOf(), priceOf("capacityBlock"), priceOf("spot")]).toEqual(["55.04", "39.33", undefined]);
    expect(catalogPrices.priceOf("ec2/p5e.48xlarge", "us-east-2")).toBeUndefined();
  });

  test("of an item are for one unit, whatever the region and the term", () => {
    const units = Map.groupBy(prices, ({ item }) => item);
    for (const [item, rows] of units)
      expect([item, new Set(rows.map(({ unit }) => unit)).size]).toEqual([item, 1]);
  });

  test("of an InfiniBand GPU size name a size that the catalogue has", () => {
    const sizes = prices.flatMap(({ item }) => /^vm\/(Standard_ND.*)/.exec(item)?.[1] ?? []);
    expect(sizes.filter((size) => vmSizeOf(size) === undefined)).toEqual([]);
  });
});

describe("services", () => {
  test("sell every item that has a price, and what is looked up without one", () => {
    const withoutPrice = [
      "netapp/Standard",
      "lustre/AMLFS-Durable-Premium-250",
      "vpnGateway/VpnGw1",
      "loadBalancer/Standard",
    ];
    const items = [...prices.map(({ item }) => item), ...withoutPrice];
    expect(items.filter((item) => serviceOf(item) === undefined)).toEqual([]);
  });

  test("sell an item once", () => {
    const items = cloudServices.flatMap((service) => service.items);
    expect(new Set(items).size).toBe(items.length);
  });

  test("of one cloud sell what has a price there", () => {
    const provider = (rows: typeof prices) => new Set(rows.map(({ item }) => serviceOf(item)?.provider));
    expect([provider(azurePrices), provider(awsPrices)]).toEqual([new Set(["Microsoft"]), new Set(["AWS"])]);
  });
});

describe("look-ups", () => {
  test("sizes by any case; unknown ones are unknown", () => {
    expect(vmSizeOf("standard_nd96ISR_h100_V5")?.gpus).toEqual({ accelerator: "H100 SXM5", count: 8 });
    expect(vmSizeOf("Standard_ND96isr_H100_v6")).toBeUndefined();
    expect(vmSizeOf("constructor")).toBeUndefined();
  });

  test("every GPU size has an accelerator with a peak, and no other size has one", () => {
    for (const { use, gpus } of vmSizes) {
      expect(gpus !== undefined).toBe(use === "gpu");
      if (gpus !== undefined) expect(acceleratorOf(gpus.accelerator)?.peakTflops.fp16).toBeGreaterThan(0);
    }
  });

  test("tensor peaks are dense: half of what is printed with sparsity", () => {
    expect(acceleratorOf("H100 SXM5")?.peakTflops).toMatchObject({ tf32: 494.5, bf16: 989.5, fp8: 1_979 });
    expect(acceleratorOf("H100")).toBeUndefined();
  });

  test("no measured matrix multiplication is faster than the dense peak", () => {
    for (const { accelerator, value } of matmulTflops)
      expect(value).toBeLessThan(acceleratorOf(accelerator)?.peakTflops.bf16 ?? 0);
    for (const { accelerator, value } of fp8MatmulTflops)
      expect(value).toBeLessThan(acceleratorOf(accelerator)?.peakTflops.fp8 ?? 0);
  });

  test("InfiniBand sizes say how the feature flag must stand", () => {
    const flagged = vmSizes.filter(
      ({ infiniband, retiredOn }) => infiniband !== undefined && retiredOn === undefined,
    );
    for (const { infinibandFeatureFlag, architecture } of flagged) {
      expect(infinibandFeatureFlag).toBe(architecture === "arm64" ? "unregistered" : "registered");
    }
  });

  test("regions by short and by display name", () => {
    expect(regionOf("East US 2")).toMatchObject({ name: "eastus2", availabilityZones: 3 });
    expect(regionOf("westus")).toEqual(expect.not.objectContaining({ availabilityZones: expect.anything() }));
    expect(regionOf("eastus9")).toBeUndefined();
  });

  test("AWS regions by code, and no other cloud's", () => {
    expect(awsRegionOf("us-east-1")?.displayName).toBe("US East (N. Virginia)");
    expect([awsRegionOf("eastus"), awsRegionOf("us-east-9"), regionOf("us-east-1")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("Kubernetes versions by minor version or patch", () => {
    expect(kubernetesVersionOf("1.36.2")?.version).toBe("1.36");
    expect(kubernetesVersionOf("1.3")).toBeUndefined();
  });

  test("role ids carry the subscription", () => {
    expect(roleDefinitionId("AcrPull", "00000000-0000-0000-0000-000000000001")).toBe(
      "/subscriptions/00000000-0000-0000-0000-000000000001/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d",
    );
  });

  test("the API server's zone is regional", () =>
    expect(apiServerZone("eastus")).toBe("private.eastus.azmk8s.io"));
});

describe("energy", () => {
  test("a server draws more than its GPUs, and one GPU stands in one server", () => {
    for (const { accelerators: models, gpus, maxWatts } of serverPowers) {
      for (const model of models) {
        expect(maxWatts).toBeGreaterThan(gpus * (acceleratorOf(model)?.tdpWatts ?? Number.NaN));
        expect(serverPowers.filter((row) => row.accelerators.includes(model))).toHaveLength(1);
      }
    }
    expect(serverPowerOf("H100 SXM5", 4)).toBeUndefined();
  });

  test("a proxy has the grid figures of the region that it names, and no PUE of its own", () => {
    for (const { proxy, averageGramsPerKwh, marginalGramsPerKwh, pue, year } of regionCarbon) {
      if (proxy === undefined) continue;
      const [cloud, region] = proxy.split(" ");
      expect(carbonOf(cloud === "aws" ? "aws" : "azure", region ?? "")).toMatchObject({
        averageGramsPerKwh,
        marginalGramsPerKwh,
        year,
      });
      expect(pue).toBeUndefined();
    }
  });

  test("regions without a figure, or with one of another place, are unknown", () => {
    for (const region of ["westus", "norwayeast", "us-east-1", ""])
      expect(carbonOf("azure", region)).toBeUndefined();
    expect(carbonOf("azure", "westus3")).not.toHaveProperty("averageGramsPerKwh");
  });
});

describe("Managed Lustre", () => {
  test("a step of capacity gives the throughput that the SKU's name promises, to 5 %", () => {
    for (const { mbPerSecondPerTiB, stepTiB, minTiB, maxTiB } of lustreSkus) {
      expect(LUSTRE_STEP_MBPS / stepTiB / mbPerSecondPerTiB).toBeCloseTo(1, 1);
      expect([minTiB % stepTiB, maxTiB % stepTiB]).toEqual([0, 0]);
    }
    expect(lustreSkuOf("AMLFS-Durable-Premium-20")).toBeUndefined();
  });
});

describe("property changes", () => {
  test.each([
    ["azure-native:containerservice:AgentPool", "count", "inPlace"],
    ["azure-native:containerservice:AgentPool", "vmSize", "newPool"],
    ["azure-native:containerservice:AgentPool", "gpuProfile.driver", "newPool"],
    ["azure-native:containerservice:ManagedCluster", "networkProfile.outboundType", "replace"],
    ["azure-native:containerservice:ManagedCluster", "networkProfile.advancedNetworking.enabled", "inPlace"],
    ["azure-native:storage:StorageAccount", "encryption.keyVaultProperties.keyName", "inPlace"],
    ["azure-native:storage:StorageAccount", "encryption.requireInfrastructureEncryption", "refused"],
    ["azure-native:storagecache:AmlFilesystem", "storageCapacityTiB", "refused"],
  ])("%s %s: %s", (type, property, change) => expect(propertyChangeOf(type, property)?.change).toBe(change));

  test("what has no row is unknown", () => {
    expect(propertyChangeOf("azure-native:storage:StorageAccount", "encryption")).toBeUndefined();
    expect(propertyChangeOf("azure-native:containerservice:AgentPool", "countX")).toBeUndefined();
    expect(propertyChangeOf("azure-native:compute:Disk", "sku")).toBeUndefined();
  });

  test("every row names an input that the provider has", () => {
    const folder = dirname(createRequire(import.meta.url).resolve("@pulumi/azure-native/package.json"));
    const unknown = propertyChanges.filter(({ type, property }) => {
      const [, module = "", name = ""] = type.split(":");
      const file = join(folder, module, `${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`);
      const inputs = readFileSync(file, "utf8").split(`export interface ${name}Args`)[1] ?? "";
      return !new RegExp(`^ +${property.split(".")[0]}\\??:`, "m").test(inputs);
    });
    expect(unknown).toEqual([]);
  });
});
