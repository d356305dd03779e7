import * as z from "zod";

/** A figure that is not known: never 0, never left out. */
export const unknown = z.strictObject({ $unknown: z.literal(true) }).meta({
  id: "Unknown",
  description: "Not known: only the cloud, or a newer catalogue, will tell.",
});

/** A secret value, which nothing keeps. */
export const secret = z.strictObject({ $secret: z.literal(true) }).meta({
  id: "Secret",
  description: "A secret: it is not kept.",
});

/** A count or its absence of knowledge. */
export const countOrUnknown = z.union([z.int().nonnegative(), unknown]);

export const textOrUnknown = z.union([z.string(), unknown]);

export const urn = z.string().meta({ description: "URN of the resource." });

/** Money and other decimals: text, so that no digit is lost. */
export const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** A type whose every part is read-only. */
export type Immutable<T> = T extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Immutable<T[Key]> }
    : T;
