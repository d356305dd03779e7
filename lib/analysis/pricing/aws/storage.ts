import type { Graph, Resource } from "../../../graph/graph.ts";
import { numberAt, textAt } from "../../reading.ts";
import { entriesFor, KEPT_UNDECLARED } from "../entries.ts";
import { type Cost, measured, type PricingTable } from "../pricing.ts";
import { regionIn } from "./region.ts";
import { volumeCosts } from "./volumes.ts";

const { charge, usage, gap } = entriesFor("storage");

/** Volumes, file systems and buckets. */
export const storagePricing: PricingTable = {
  "aws:ebs/volume:Volume": measured((volume, graph) =>
    volumeCosts(
      `volume ${volume.name}`,
      volume.inputs,
      { type: "type", sizeGiB: "size" },
      regionIn(graph, volume),
      "gp2",
    ),
  ),
  "aws:ebs/snapshot:Snapshot": measured(() => [
    usage("snapshot", "how much of the volume is in use is not declared"),
  ]),
  "aws:fsx/lustreFileSystem:LustreFileSystem": measured(lustreCosts),
  "aws:efs/fileSystem:FileSystem": measured(() => [usage("EFS: data kept", KEPT_UNDECLARED)]),
  "aws:s3/bucket:Bucket": measured(bucketCosts),
  "aws:s3/bucketV2:BucketV2": measured(bucketCosts),
};

/** What lies in a bucket may be of any class; the price of the standard one is named. */
function bucketCosts(bucket: Resource, graph: Graph): Cost[] {
  const place = regionIn(graph, bucket);
  const item = "S3, standard class";
  return [
    usage(`${item}: data kept`, KEPT_UNDECLARED, "s3/STANDARD/storage", place),
    usage(`${item}: writes`, "how many requests are made is not declared", "s3/STANDARD/writes", place),
    usage(`${item}: reads`, "how many requests are made is not declared", "s3/STANDARD/reads", place),
  ];
}

function lustreCosts(fileSystem: Resource, graph: Graph): Cost[] {
  const { inputs } = fileSystem;
  const deployment = textAt(inputs, "deploymentType") ?? "SCRATCH_1";
  const media = textAt(inputs, "storageType") ?? "SSD";
  const capacityGiB = numberAt(inputs, "storageCapacity");
  const throughput = numberAt(inputs, "perUnitStorageThroughput");
  const item = `FSx for Lustre ${deployment}${throughput === undefined ? "" : `, ${throughput} MB/s per TiB`}`;
  if (capacityGiB === undefined) return [gap(item, "its capacity is not known")];
  if (media !== "SSD") return [gap(`${item}, ${media}`, "only the price of SSD is known")];
  if (deployment.startsWith("PERSISTENT") && throughput === undefined)
    return [gap(item, "its throughput is not known")];
  const priceItem = `fsxLustre/${[deployment, throughput ?? []].flat().join("/")}`;
  return [
    charge(`${item}, ${capacityGiB} GiB`, priceItem, regionIn(graph, fileSystem), capacityGiB),
    ...metadata(inputs, item),
  ];
}

function metadata(inputs: Resource["inputs"], item: string): Cost[] {
  return textAt(inputs, "metadataConfiguration.mode") === "USER_PROVISIONED"
    ? [gap(`${item}: metadata IOPS`, "their price is not known")]
    : [];
}
