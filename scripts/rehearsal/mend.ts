import type { FailureKind } from "../../lib/analysis/rehearsal/failures.ts";
import { type World, worldOf } from "../../lib/simulation/azure/world.ts";

/** A world in which everything is as it should be. */
const GOOD = worldOf({});

/** What of a world is behind a kind of failure. */
const CAUSES: Readonly<Partial<Record<FailureKind, readonly (keyof World)[]>>> = {
  quota: ["quota", "usage"],
  capacity: ["capacity"],
  size: ["restrictions"],
  feature: ["features"],
  provider: ["providers"],
  reservedName: ["softDeletedVaults"],
  takenName: ["takenNames"],
  rights: ["deployer"],
};

/** Something that failed. */
interface Failed {
  readonly kind: FailureKind;
  readonly message: string;
}

/**
 * The world in which these failures do not happen again, because somebody did what their diagnosis says.
 *
 * @returns `undefined` where one of them does not come from the world.
 */
export function mended(world: World, failures: readonly Failed[]): World | undefined {
  const cure = (sick: World, failure: Failed): World =>
    failure.kind === "exists"
      ? withoutNamed(sick, failure.message)
      : withGood(sick, CAUSES[failure.kind] ?? []);
  const changed = failures.map((failure) => cure(world, failure) !== world);
  return changed.length > 0 && changed.every(Boolean) ? failures.reduce(cure, world) : undefined;
}

function withGood(world: World, keys: readonly (keyof World)[]): World {
  const wrong = keys.filter((key) => JSON.stringify(world[key]) !== JSON.stringify(GOOD[key]));
  if (wrong.length === 0) return world;
  return { ...world, ...Object.fromEntries(wrong.map((key) => [key, GOOD[key]])) };
}

/** Without the objects that the message names. */
function withoutNamed(world: World, message: string): World {
  const exists = world.exists.filter(({ id }) => !message.toLowerCase().includes(id.toLowerCase()));
  return exists.length === world.exists.length ? world : { ...world, exists };
}
