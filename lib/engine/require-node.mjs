// Imported first by every entry: older versions of Node.js cannot even parse what follows.
import process from "node:process";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `exaform needs Node.js 22.18 or newer, this is ${process.version}: run it through npm (npm run preview), which brings its own, or put a newer node on PATH.\n`,
  );
  process.exit(1);
}
