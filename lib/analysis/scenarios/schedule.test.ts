import { describe, expect, test } from "vitest";
import { priceTerms } from "../../../catalog/price.ts";
import { paidShare, usedShare } from "./schedule.ts";

const always = { pools: "*", hoursPerWeek: 168, daysPerWeek: 7 };
const workingHours = { pools: "*", hoursPerWeek: 60, daysPerWeek: 5 };

describe("what is paid for", () => {
  test.each(priceTerms)("168 hours of a week are all of it: %s", (term) => {
    expect(paidShare(term, always).toString()).toBe("1");
  });

  test.each([
    ["onDemand", 60],
    ["spot", 60],
    ["capacityBlock", 120],
    ["reservation1Year", 168],
    ["reservation3Years", 168],
    ["savingsPlan1Year", 168],
    ["savingsPlan3Years", 168],
  ] as const)("of 60 hours on 5 days, %s pays for %d", (term, hours) => {
    expect(paidShare(term, workingHours).times(168).toFixed(9)).toBe(hours.toFixed(9));
  });

  test("is never less than what is used", () => {
    const used = usedShare(workingHours);
    for (const term of priceTerms) expect(paidShare(term, workingHours).gte(used)).toBe(true);
  });
});
