import { type Graph, type Resource, shortType, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, entriesOf, failed, notEvaluated, opaque, passed } from "../../answers.ts";
import {
  allHold,
  anyOf,
  has,
  isOfEverybody,
  listed,
  oneHolds,
  policyDocumentOf,
  type Statement,
  type Truth,
} from "../../aws-policy-document.ts";
import { type Demand, equals, judge, oneOf, present } from "../../demand.ts";
import { declaredOf, named } from "../../links.ts";
import { namersOf } from "../../namers.ts";
import type { Part } from "../../parts.ts";
import {
  BUCKET,
  BUCKET_ENCRYPTION,
  BUCKET_POLICY,
  BUCKET_PUBLIC_ACCESS_BLOCK,
  BUCKET_VERSIONING,
  KMS_KEY,
  unversioned,
} from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const COMPANIONS = [BUCKET_PUBLIC_ACCESS_BLOCK, BUCKET_ENCRYPTION, BUCKET_POLICY, BUCKET_VERSIONING];

const DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  [BUCKET_PUBLIC_ACCESS_BLOCK]: [
    equals("blockPublicAcls", true),
    equals("blockPublicPolicy", true),
    equals("ignorePublicAcls", true),
    equals("restrictPublicBuckets", true),
  ],
  [BUCKET_ENCRYPTION]: [
    oneOf("applyServerSideEncryptionByDefault.sseAlgorithm", ["aws:kms", "aws:kms:dsse"]),
    present("applyServerSideEncryptionByDefault.kmsMasterKeyId", [KMS_KEY]),
  ],
  [BUCKET_VERSIONING]: [equals("versioningConfiguration.status", "Enabled")],
};

/** A bucket is only as safe as the four resources that say how it is used. */
export const buckets: Rule = {
  id: "E18",
  name: "buckets-closed-and-encrypted",
  title:
    "Buckets are closed to the public, encrypted with a key of one's own, reached by TLS only, and keep old versions.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    checkov: [
      "CKV_AWS_19",
      "CKV_AWS_21",
      "CKV_AWS_53",
      "CKV_AWS_54",
      "CKV_AWS_55",
      "CKV_AWS_56",
      "CKV_AWS_145",
      "CKV_AWS_379",
      "CKV2_AWS_6",
    ],
    nist80053: ["AC-3", "CP-9", "SC-8", "SC-28"],
  },
  remediation:
    'Give each Bucket a BucketPublicAccessBlock with all four true, a BucketServerSideEncryptionConfiguration with aws:kms and kmsMasterKeyId, a BucketVersioning with status: "Enabled", and a BucketPolicy that denies "s3:*" where aws:SecureTransport is "false".',
  evidence: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
  scope: "graph",
  types: [BUCKET, ...COMPANIONS],
  check: (resource, graph) => {
    const type = unversioned(resource.type);
    if (type === BUCKET) return COMPANIONS.map((companion) => judgeCompanion(resource, companion, graph));
    if (type === BUCKET_POLICY) return [judgePolicy(resource)];
    const part = type === BUCKET_ENCRYPTION ? onlyRuleOf(resource) : wholeOf(resource);
    return (DEMANDS[type] ?? []).map((demand) => judge(demand, part, graph));
  },
};

function wholeOf(resource: Resource): Part {
  return { resource, prefix: "", value: resource.inputs };
}

/** S3 takes one rule for all of a bucket. */
function onlyRuleOf(resource: Resource): Part {
  return { resource, prefix: "rules[0].", value: valueAt(resource.inputs, "rules.0") ?? null };
}

function judgeCompanion(bucket: Resource, type: string, graph: Graph): Answer {
  const path = shortType(type);
  const { surely, perhaps } = namersOf(graph, bucket, { type, path: "bucket" });
  const companion = surely[0] ?? companionByName(bucket, type, graph);
  if (companion !== undefined) return passed(path, `is ${named(companion)}`);
  const must = "must be declared for the bucket";
  const [unsure] = perhaps;
  if (unsure !== undefined)
    return notEvaluated(path, `may be ${named(unsure)}, whose bucket is not known`, must);
  return failed(path, "is not declared", must);
}

function companionByName({ inputs }: Resource, type: string, graph: Graph): Resource | undefined {
  if (typeof inputs.bucket !== "string") return undefined;
  return declaredOf(graph, type).find((companion) => companion.inputs.bucket === inputs.bucket);
}

function judgePolicy({ inputs }: Resource): Answer {
  const must = "must deny everybody everything that does not come by TLS";
  const document = policyDocumentOf(inputs.policy);
  if (document.kind === "none") return failed("policy", "is not set", must);
  if (document.kind === "unread") return notEvaluated("policy", document.reason, must);
  const denies = oneHolds(...document.statements.map(deniesPlain));
  if (denies === "unknown") return notEvaluated("policy", "has statements that are unknown", must);
  return decided(denies, "policy", denies ? "denies what is not TLS" : "lets through what is not TLS", must);
}

function deniesPlain(statement: Statement): Truth {
  return allHold(
    has("Deny", statement),
    isOfEverybody(statement),
    anyOf(statement.actions, (text) => text === "s3:*" || text === "*"),
    anyOf(conditionsOn("aws:SecureTransport", statement), (text) => text === "false"),
  );
}

/** Keys of conditions are written in any case, and booleans as text or not. */
function conditionsOn(key: string, { condition }: Statement): readonly Value[] {
  if (opaque(condition) !== undefined) return listed(condition);
  const booleans = Object.fromEntries(entriesOf(condition)).Bool;
  if (opaque(booleans) !== undefined) return listed(booleans);
  const found = entriesOf(booleans).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  return listed(found).map((value) => (typeof value === "boolean" ? String(value) : value));
}
