const HEAT = Array.from(
  { length: 11 },
  (_, step) =>
    `.heat-${step}{background:color-mix(in srgb,var(--left) ${step * 4.5}%,var(--paper))}`,
).join('');

/** How the page looks: light and dark, narrow and printed. */
export const STYLE = `:root{color-scheme:light dark;--paper:#fff;--page:#f5f6f8;--ink:#1a2230;--quiet:#566072;--line:#d5dae2;--stayed:#7c93b2;--left:#c2410c;--pale:#dbe2ec;--focus:#1d4ed8;--link:#1d4ed8}
@media (prefers-color-scheme:dark){:root{--paper:#171c24;--page:#0e1218;--ink:#e8ecf3;--quiet:#a3aec0;--line:#333c4a;--stayed:#6a83a6;--left:#fb923c;--pale:#2c3646;--focus:#93c5fd;--link:#93c5fd}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
header,main,footer{max-width:1080px;margin:0 auto;padding:0 20px}
header{padding-top:28px}h1{font-size:26px;line-height:1.2;margin:0;overflow-wrap:anywhere}
header p,.aside,footer{color:var(--quiet)}header p{margin:4px 0 0}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:14px 0 0}
a{color:var(--link)}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:18px 20px;margin:18px 0}
h2{font-size:19px;margin:0 0 8px}h3{font-size:15px;margin:20px 0 6px}p{margin:0 0 10px;max-width:75ch}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:10px;margin:0}
.tiles div{border:1px solid var(--line);border-radius:8px;padding:8px 12px}
.tiles dt,.facts dt{color:var(--quiet);font-size:13px}.tiles dd,.facts dd{margin:0}
.tiles b{display:block;font-size:22px;font-weight:600}.tiles span{font-size:12.5px;color:var(--quiet)}
.findings{list-style:none;margin:0;padding:0}
.findings li{display:grid;grid-template-columns:76px 1fr;gap:10px;padding:5px 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
.level{font-size:12.5px;font-weight:600;color:var(--quiet)}.serious .level{color:var(--left)}.look .level{color:var(--ink)}
.tools{display:flex;flex-wrap:wrap;gap:10px 16px;align-items:center;margin:6px 0 12px}.tools[hidden]{display:none}
input,select,button{font:inherit;color:inherit;background:var(--page);border:1px solid var(--quiet);border-radius:6px;padding:5px 9px;max-width:100%}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.column{border-top:1px solid var(--line)}
summary{cursor:pointer;padding:7px 4px}summary:hover{background:var(--page)}
.column>summary{display:grid;grid-template-columns:minmax(150px,1.5fr) 96px 130px 140px 120px;gap:12px;align-items:center}
.column>summary::before{align-self:start;content:"▸";position:absolute;margin-left:-14px;color:var(--quiet)}.column[open]>summary::before{content:"▾"}
.name{font-weight:600;overflow-wrap:anywhere}.name small{display:block;font-weight:400;color:var(--quiet)}.kind,.figure{color:var(--quiet);font-size:13.5px}.figure b{color:var(--ink)}
.small{width:120px;height:30px;fill:var(--stayed)}
.detail{padding:6px 0 18px}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:20px;align-items:start}
figure{margin:0 0 10px}figcaption{font-weight:600;margin-bottom:4px}.key{font-weight:400;color:var(--quiet);margin-left:10px}
.key i{display:inline-block;width:10px;height:10px;border-radius:2px;margin:0 4px 0 8px}i.left{background:var(--left)}i.stayed{background:var(--stayed)}
.chart{width:100%;height:auto;max-width:900px}.charts .chart{max-width:520px}
.chart text{fill:var(--quiet);font:11.5px system-ui,sans-serif}.chart .left{fill:var(--left)}.chart .stayed{fill:var(--stayed)}.chart .pale{fill:var(--pale)}
.axis{stroke:var(--quiet)}.rule{stroke:var(--quiet);stroke-dasharray:3 3}.interval{stroke:var(--left);stroke-width:2}.line{fill:none;stroke:var(--left);stroke-width:1.5}
.facts{display:flex;flex-wrap:wrap;gap:6px 26px;margin:6px 0 12px}
.scroll{overflow-x:auto;margin:8px 0}
table{border-collapse:collapse;font-size:13.5px;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600;padding:4px 0}
th,td{padding:4px 10px;text-align:right;border-top:1px solid var(--line);white-space:nowrap;vertical-align:top}
th{font-weight:500}th[scope=row],thead th:first-child{text-align:left}thead th{color:var(--quiet);font-size:12.5px}
th[scope=row]{white-space:normal;min-width:12ch;max-width:34ch;overflow-wrap:break-word}
table.wide th[scope=row]{max-width:80ch}
td small,th small{display:block;font-size:11.5px;font-weight:400}
.heat td{padding:3px 4px;text-align:center;min-width:31px;font-size:11.5px;border:1px solid var(--paper)}.heat th[scope=row]{white-space:nowrap;max-width:none}
.heat thead th{vertical-align:bottom;text-align:left;padding:4px 2px}.heat thead span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:170px;overflow:hidden;color:var(--ink)}
.heat .same{background:var(--pale)}
.grid td,.grid thead th{text-align:center;min-width:92px}.grid td{border:1px solid var(--paper)}
${HEAT}
.drift th[scope=row]{white-space:nowrap;max-width:none;position:sticky;left:0;background:var(--paper)}
footer{font-size:13px;padding-bottom:40px}
@media (max-width:760px){.column>summary{grid-template-columns:1fr 130px;gap:4px 12px}.column>summary .kind{text-align:right}section{padding:14px 20px}header,main,footer{padding-left:10px;padding-right:10px}.findings li{grid-template-columns:1fr;gap:0}}
@media print{:root{color-scheme:light;--paper:#fff;--page:#fff;--ink:#000;--quiet:#444;--line:#bbb;--stayed:#7c93b2;--left:#c2410c;--pale:#dbe2ec}body{font-size:11px}section{border:0;padding:0}.tools,nav{display:none}details::details-content{content-visibility:visible;height:auto}figure,table,.column{break-inside:avoid}.scroll{overflow:visible}*{print-color-adjust:exact}}
`;
