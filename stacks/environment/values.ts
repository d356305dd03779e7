import * as z from "zod";

/** An id of Entra or Azure. */
export const guid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
  .meta({ examples: ["11111111-2222-4333-8444-555555555555"] });

/** An IPv4 range; the planner says whether it is a good one. */
export const cidr = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/)
  .meta({ examples: ["10.20.0.0/16"] });

/** A host name, or all names under one. */
export const fqdn = z
  .string()
  .max(253)
  .regex(/^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/)
  .meta({ examples: ["login.microsoftonline.com"] });

/** An availability zone, as text. */
export const zone = z.enum(["1", "2", "3"]);

/** A VM size, as Azure spells it. */
export const vmSize = z
  .string()
  .regex(/^Standard_[A-Za-z0-9_]{1,60}$/)
  .meta({ examples: ["Standard_ND96isr_H100_v5"] });
