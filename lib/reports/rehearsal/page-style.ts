/** How the page looks: light and dark by the reader's choice, narrow and wide, on paper. No font, image or script is loaded. */
export const PAGE_STYLE = `
:root { color-scheme: light dark;
  --ink: #1b1f24; --paper: #ffffff; --soft: #57606a; --line: #d4d9df; --grid: #e6e9ed; --panel: #f5f7f9;
  --create: #4c7fb8; --update: #8a6bb1; --delete: #8c959f; --critical: #b3261e; --good: #1a7f37; --bad: #b3261e;
  --busy: #9a5b00; --note: #fff4d6; --note-line: #d9a400; }
@media (prefers-color-scheme: dark) { :root {
  --ink: #e6e9ec; --paper: #14181d; --soft: #9aa4ae; --line: #39414a; --grid: #262d35; --panel: #1c2229;
  --create: #6fa3dc; --update: #b096d6; --delete: #7d8792; --critical: #ff8a80; --good: #57c97a; --bad: #ff8a80;
  --busy: #f0b45c; --note: #3a2f12; --note-line: #b58a1b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 76rem; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .5rem 0; } h2 { font-size: 1.25rem; margin: 2.2rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .3rem; } a { color: inherit; } code, .num { font-variant-numeric: tabular-nums; }
.quiet, .type, .tick { color: var(--soft); fill: var(--soft); } .quiet, .type { font-size: .87rem; font-weight: 400; }
p { margin: .4rem 0; } .good { color: var(--good); } .bad { color: var(--bad); }
.simulated { border-left: 4px solid var(--note-line); background: var(--note); padding: .6rem .9rem; margin: .8rem 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .6rem; padding: 0; margin: 1rem 0; }
.cards div { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .5rem .7rem; }
.cards dt { color: var(--soft); font-size: .82rem; } .cards dd { margin: 0; font-size: 1.25rem; font-weight: 600; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; overflow-wrap: normal; }
caption { text-align: left; color: var(--soft); padding: .2rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
td { min-width: 3.5rem; } td:first-child { min-width: 8rem; } td:last-child { overflow-wrap: anywhere; } td.num, th.num { text-align: right; white-space: nowrap; }
.gantt { margin: .5rem 0; } .lane { border-top: 1px solid var(--line); padding: .1rem 0 .4rem; }
.axis, summary { display: grid; grid-template-columns: minmax(9rem, 20rem) 1fr 7rem; gap: 0 .7rem; align-items: center; }
.axis { position: sticky; top: 0; background: var(--paper); z-index: 1; }
summary { cursor: pointer; list-style: none; border-radius: 4px; } summary::-webkit-details-marker { display: none; }
summary:hover, details[open] > summary { background: var(--panel); }
summary:focus-visible { outline: 2px solid var(--create); outline-offset: 1px; }
.inner { padding-left: 1rem; } .lanehead { margin: 0; } ul.facts { padding-left: 1.6rem; }
.label { font-size: .87rem; line-height: 1.25; } .took { text-align: right; white-space: nowrap; font-size: .87rem; color: var(--soft);
  font-variant-numeric: tabular-nums; } .facts { background: var(--panel); margin: 0; padding: .3rem .6rem; font-size: .87rem; }
svg.plot { display: block; overflow: visible; } .tick { font-size: 11px; } .grid { stroke: var(--grid); stroke-width: 1; }
.bar { fill: var(--create); } .bar.update { fill: var(--update); } .bar.delete { fill: var(--delete); }
.bar.read { fill: var(--soft); } .waiting { opacity: .38; } .critical .work { stroke: var(--critical); stroke-width: 2.5; }
.badge { color: var(--critical); font-weight: 600; font-size: .75rem; margin-left: .4rem; }
.failed .work { fill: none; stroke: var(--bad); stroke-dasharray: 4 3; stroke-width: 2; }
.mark { fill: var(--ink); stroke: var(--paper); stroke-width: 1; } .mark.busy { fill: var(--busy); }
.mark.throttled { fill: var(--bad); } .mark.refused { fill: var(--ink); }
.refusal { border: 1px solid var(--line); border-left: 4px solid var(--bad); border-radius: 4px; padding: .5rem .8rem; margin: .6rem 0; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; padding: 0; margin: .5rem 0; font-size: .87rem; }
.legend li { list-style: none; display: inline-flex; align-items: center; gap: .35rem; }
.table > summary { display: list-item; list-style: disclosure-closed inside; color: var(--soft); font-size: .9rem; padding: .2rem 0; }
.table[open] > summary { list-style-type: disclosure-open; }
@media (max-width: 46rem) {
  .axis, summary { grid-template-columns: 1fr auto; } .axis > span:first-child, .axis > .took { display: none; }
  .axis svg, summary svg { grid-column: 1 / -1; grid-row: 2; } body { padding: .7rem; } h1 { font-size: 1.3rem; } }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #444; --line: #bbb; --grid: #ddd; --panel: #fff;
  --create: #4c7fb8; --update: #8a6bb1; --delete: #8c959f; --critical: #b3261e; --good: #1a7f37; --bad: #b3261e; --busy: #9a5b00; --note: #fff; }
  body { max-width: none; font-size: 10pt; } .axis { position: static; } .lane, tr { break-inside: avoid; }
  .table::details-content { content-visibility: visible; block-size: auto; }
  .bar, .mark, .simulated { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
