//! The report as one HTML page: self-contained, printable on A4, readable on a phone, without any script.
//!
//! Knows: elements, the drawing of gaps as SVG, the style sheet. Text enters through one door, the escaping
//! of `maud`; the page's own policy forbids scripts and everything remote, so even a fault there loads nothing.
//! Refuses to know: where the numbers come from.

mod drawing;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use self::drawing::{bars, chart, plot, series};
use super::document::{Document, Part, Row, Table};

/// What the page may load: nothing, but its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// Colours say nothing that shape does not say too: prints and readers without colour lose nothing.
const STYLE: &str = "
:root{color-scheme:light dark;--ink:#1b1f24;--faint:#667;--line:#ccd;--met:#0a6;--unmet:#b40;--paper:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--faint:#9aa;--line:#445;--met:#4c9;--unmet:#f96;--paper:#15181c}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.2rem;max-width:52rem;background:var(--paper);color:var(--ink);line-height:1.5;
font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}
:lang(zh-Hant){font-family:system-ui,'PingFang TC','Noto Sans TC','Noto Sans CJK TC','Microsoft JhengHei',sans-serif}
:lang(zh-Hans){font-family:system-ui,'PingFang SC','Noto Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif}
h1{margin:0;font-size:1.6rem}h2{margin:2rem 0 .4rem;font-size:1.2rem;border-bottom:1px solid var(--line)}
h3{margin:1.4rem 0 .3rem;font-size:1.05rem}
.sub{margin:.1rem 0 1rem;font-size:1.1rem}.basis,.rule{color:var(--faint);font-size:.88rem}
.basis{padding-left:1.1rem}.rule{margin:.2rem 0 .6rem;font-weight:400}.says{margin:.2rem 0}
.caution{margin:.4rem 0;padding:.3rem .7rem;border-left:.25rem solid var(--unmet)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.8rem 0;font-size:.92rem}
caption{text-align:left;font-weight:600;padding:.2rem 0}
th,td{padding:.2rem .5rem;text-align:right;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums;white-space:nowrap}
th:first-child{text-align:left;font-weight:400;white-space:normal}thead th{font-weight:600;color:var(--faint)}
th.part{font-weight:600}th.in{padding-left:1.5rem}td.none{text-align:left;color:var(--faint)}
.gap{display:grid;grid-template-columns:11rem minmax(10rem,1fr) 15rem;gap:0 .8rem;align-items:center;margin:.15rem 0}
.gap.whole{border-top:1px solid var(--line)}.gap .n{color:var(--faint)}.gap .num{font-variant-numeric:tabular-nums}
svg{display:block;width:100%;height:1.9rem;overflow:visible}
.tick{stroke:var(--line)}.axis{fill:var(--faint);font-size:11px}.bar{fill:var(--faint)}
.short{stroke:var(--unmet);stroke-width:2;stroke-dasharray:5 3}.above{stroke:var(--met);stroke-width:6}
.against{fill:var(--paper);stroke:var(--ink);stroke-width:2}.seen{fill:var(--ink)}.spread{stroke:var(--faint);stroke-width:2}
.plot svg{height:auto;max-width:32rem;margin:.6rem auto}.plot .frame{fill:none;stroke:var(--line)}.plot .cut{stroke:var(--faint);stroke-dasharray:4 3}
.plot text{font-size:11px;fill:var(--ink)}.plot .corner{fill:var(--faint)}
.plot .limit{fill:none;stroke:var(--unmet);stroke-dasharray:5 3}.plot .line{fill:none;stroke:var(--ink);stroke-width:1.5}.plot .alarm{fill:none;stroke:var(--unmet);stroke-width:2}
.legend{color:var(--faint);font-size:.88rem;margin:.4rem 0 1rem}
.count{display:grid;grid-template-columns:3rem 3.5rem 1fr;align-items:center}.count svg{height:1rem}.count span{text-align:right;padding-right:.6rem}
@media (max-width:40rem){.gap{grid-template-columns:1fr}.gap .num{margin-bottom:.5rem}}
@media print{:root{--ink:#000;--paper:#fff;--faint:#444;--line:#aaa;--met:#000;--unmet:#000}body{padding:0;max-width:none;font-size:10pt}
h2,h3,caption{break-after:avoid}tr,.gap,.caution{break-inside:avoid}.wide{overflow:visible}@page{size:A4;margin:16mm}}
";

/// Sets a document as an HTML page.
pub fn write(document: &Document) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(document.locale.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (document.title) ": " (document.subtitle) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (document.title) }
                p class="sub" { (document.subtitle) }
                ul class="basis" {
                    @for line in &document.basis { li { (line) } }
                }
                @for found in &document.parts { (part(found)) }
            }
        }
    };
    let mut text = page.into_string();
    text.push('\n');
    text
}

fn part(part: &Part) -> Markup {
    match part {
        Part::Heading(text) => html! { h2 { (text) } },
        Part::Subheading(text) => html! { h3 { (text) } },
        Part::Says(text) => html! { p class="says" { (text) } },
        Part::Caution(text) => html! { p class="caution" { (text) } },
        Part::Rule(text) => html! { p class="rule" { (text) } },
        Part::Chart(found) => chart(found),
        Part::Table(found) => table(found),
        Part::Bars(found) => bars(found),
        Part::Plot(found) => plot(found),
        Part::Series(found) => series(found),
    }
}

fn table(table: &Table) -> Markup {
    html! {
        div class="wide" {
            table {
                @if !table.title.is_empty() || table.rule.is_some() {
                    caption {
                        (table.title)
                        @if let Some(rule) = &table.rule { div class="rule" { (rule) } }
                    }
                }
                thead {
                    tr {
                        th scope="col" {}
                        @for head in &table.heads { th scope="col" { (head) } }
                    }
                }
                tbody {
                    @for found in &table.rows { (row(found, table.heads.len())) }
                }
            }
        }
    }
}

fn row(row: &Row, width: usize) -> Markup {
    let class = match (row.cells.is_empty(), row.indent) {
        (true, _) => "part",
        (false, 0) => "row",
        (false, _) => "in",
    };
    html! {
        tr {
            @if row.cells.is_empty() {
                th scope="rowgroup" class=(class) colspan=(width + 1) { (row.name) }
            } @else if let Some(reason) = row.reason {
                th scope="row" class=(class) { (row.name) }
                td { (row.cells.first().map_or("", String::as_str)) }
                @if width > 1 { td class="none" colspan=(width - 1) { (reason) } }
            } @else {
                th scope="row" class=(class) { (row.name) }
                @for cell in &row.cells { td { (cell) } }
            }
        }
    }
}
