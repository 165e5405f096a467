import { STYLE } from '../page/style.ts';

/** What the report has beside the style of every page. */
export const REPORT_STYLE = `${STYLE}
.verdict{font-size:18px;max-width:70ch;border-left:6px solid var(--quiet);padding:2px 0 2px 14px;margin:4px 0 14px}.verdict b{display:block;font-size:24px;line-height:1.3}
.verdict.publish{border-color:#15803d}.verdict.publish-with-care{border-color:#b45309}.verdict.do-not-publish{border-color:#b91c1c}
.grid-line{stroke:var(--line)}.second{fill:none;stroke:var(--stayed);stroke-width:1.5}.faint{fill:none;stroke:var(--stayed);stroke-width:1;opacity:.75}
.chart text.second,.chart text.line,.chart text.faint{stroke:none}.chart text.name{fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:3px}.chart text.title{fill:var(--quiet)}
.confusion td{min-width:130px;text-align:center}.confusion td b{display:block;font-size:20px}.confusion .good{background:var(--pale)}
.tools label{font-weight:600}.tools input[type=range]{flex:1 1 220px;max-width:460px;padding:0;accent-color:var(--left)}.tools output{min-width:6ch;font-variant-numeric:tabular-nums}
.provenance{display:grid;grid-template-columns:max-content 1fr;gap:4px 18px;margin:0}.provenance dt{color:var(--quiet)}.provenance dd{margin:0;overflow-wrap:anywhere}
main ul:not(.findings){padding-left:20px;margin:6px 0 10px}
table caption{white-space:normal}td{white-space:normal}td small{white-space:normal;max-width:34ch;margin-left:auto}
@media (max-width:600px){.confusion td{min-width:84px}.provenance{grid-template-columns:1fr}.provenance dd{margin-bottom:6px}}
`;
