/*
 * The report's style sheet: one column, light or dark as the reader's screen is, and a
 * good A4 page on paper.  Charts keep a white card.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/report.h"

static void
screen_style(struct html *h)
{
	html_lit(
		h,
		":root{color-scheme:light dark;--ink:#0b0c0c;--paper:#fff;--hint:#505a5f;"
		"--link:#1a5fa8;--line:#b1b4b6;--warn:#c8201d}\n"
		"@media (prefers-color-scheme:dark){:root{--ink:#f3f4f5;--paper:#15181a;"
		"--hint:#b4bcc2;--link:#8fc1ff;--line:#505a5f;--warn:#ff8a80}}\n"
		"*{box-sizing:border-box}\n"
		"body{margin:0;color:var(--ink);background:var(--paper);"
		"font:1.1875rem/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,"
		"\"Liberation Sans\",Arial,sans-serif}\n"
		"header.band{background:#12436d;color:#fff}\n"
		".wide{max-width:54rem;margin:0 auto;padding:.75rem 1rem}\n"
		"h1{font-size:2rem;line-height:1.2;margin:1.5rem 0 .5rem}\n"
		"h2{font-size:1.6rem;line-height:1.25;margin:3rem 0 1rem;padding-top:1rem;"
		"border-top:.25rem solid #12436d}\n"
		"h3{font-size:1.25rem;line-height:1.3;margin:2.25rem 0 .5rem}\n"
		"h4{font-size:1.1rem;margin:1.5rem 0 .25rem}\n"
		"blockquote{max-width:40rem;margin:1rem 0;padding-left:1rem;"
		"border-left:.25rem solid var(--line)}blockquote p{margin:0}\n"
		"p,li,dd,dt{max-width:40rem}\np{margin:.5rem 0 1rem}\n"
		"a{color:var(--link)}\na:focus,.scroll:focus{outline:.1875rem solid "
		"#ffd400;"
		"box-shadow:0 0 0 .375rem #0b0c0c}\n"
		"code{overflow-wrap:anywhere}.hash{font-size:.8em}\n"
		".skip{position:absolute;left:-99rem}.skip:focus{position:static}\n"
		".hint,.legend,caption{color:var(--hint)}\n"
		".hint,.legend{font-size:1rem}\n");
}

static void
parts_style(struct html *h)
{
	html_lit(
		h,
		".warning{border:.25rem solid var(--warn);padding:.75rem "
		"1rem;margin:1rem 0;"
		"font-weight:700}\n"
		".strip{display:none}\n.defs{position:absolute}\n"
		"dl.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));"
		"gap:1rem;margin:1.5rem 0}\n"
		"dl.facts div{border-left:.25rem solid #28a197;padding:.1rem .75rem}\n"
		"dl.facts dt{color:var(--hint);font-size:1rem}\n"
		"dl.facts dd{margin:0;font-size:1.4rem;font-weight:700}\n"
		"nav ol{padding-left:1.5rem}\nnav li{padding:.2rem 0}\n"
		"@media (min-width:50rem){nav ol{columns:2}nav li{break-inside:avoid}}\n"
		".counted{display:block;font-weight:400;font-size:1rem;color:var(--hint)}\n"
		".headlines ul{padding:0;list-style:none;margin:1rem 0}\n"
		".headlines li{font-size:1.35rem;line-height:1.35;font-weight:700;margin:0 0 "
		".9rem;padding-left:1rem;border-left:.375rem solid #f46a25}\n"
		".strength{font-size:1.25rem}\n"
		".small{display:grid;"
		"grid-template-columns:repeat(auto-fill,minmax(min(100%,21rem),1fr));"
		"gap:0 1.5rem}\n"
		".parts{display:grid;"
		"grid-template-columns:repeat(auto-fill,minmax(min(100%,21rem),1fr));"
		"gap:0 2rem}.parts h3{margin-top:1.25rem}.parts ul{padding-left:1.2rem;margin:0}\n"
		"figure{margin:1rem 0}\nfigcaption{font-weight:700;margin-bottom:.5rem}\n"
		".chart{display:block;width:100%;max-width:36rem;height:auto;background:#fff;"
		"border:1px solid var(--line);font-family:inherit}\n"
		".scroll{overflow-x:auto;margin:.5rem 0 1rem}\n"
		"table{border-collapse:collapse;width:100%;font-size:1rem}\n"
		"caption{text-align:left;font-size:1rem;padding:.25rem 0}\n"
		"th,td{border-bottom:1px solid var(--line);padding:.4rem .75rem .4rem 0;"
		"text-align:left;vertical-align:top;font-weight:400}\n"
		"thead th{font-weight:700;border-bottom:2px solid var(--ink);"
		"vertical-align:bottom}\n"
		"table .n{text-align:right;font-variant-numeric:tabular-nums;"
		"padding-right:0;padding-left:.9rem}\n"
		"table .n+:not(.n){padding-left:1.1rem}\n"
		"@media (max-width:30rem){table{font-size:.9rem}th,td{padding-right:.4rem}"
		"table .n{padding-left:.4rem}}\n"
		".compact tbody th[scope=rowgroup]{width:34%}"
		".compact td,.compact tbody th{font-size:.95rem;"
		"padding-top:.2rem;padding-bottom:.2rem}\n"
		".base th,.base td{border-top:2px solid var(--ink);font-weight:700}\n");
}

static void
print_style(struct html *h)
{
	html_lit(
		h,
		"@media print{\n@page{size:A4;margin:18mm 16mm 16mm;"
		"@bottom-right{content:counter(page);font:9pt sans-serif}}\n"
		":root{color-scheme:light;--ink:#000;--paper:#fff;--hint:#333;--link:#000;"
		"--line:#999;--warn:#000}\n"
		"body{font-size:10.5pt;line-height:1.4}\n"
		".wide{max-width:none;padding:0}\n.skip{display:none}\n"
		"header.band{background:none;color:#000;border-bottom:2pt solid #000}\n"
		"h1{font-size:20pt}h2{font-size:15pt;margin-top:16pt;padding-top:6pt;"
		"border-top:1.5pt solid "
		"#000}h3{font-size:12pt;margin-top:12pt}h4{font-size:11pt}\n"
		"h2,h3,h4,figcaption,.legend,.hint,caption{break-after:avoid}\n"
		"figure,tr,blockquote,dl.facts,.pair,.scroll,.block{break-inside:avoid}\n"
		"thead{display:table-header-group}\nth,td{padding-top:.55mm;padding-bottom:.55mm}"
		"table{line-height:1.2}.by h3{margin-top:9pt;font-size:11pt}\n"
		"table,.legend,.hint,caption,dl.facts dt{font-size:9pt}.scroll{margin:1mm 0 2mm}\n"
		"dl.facts{grid-template-columns:repeat(4,1fr)}\n.link{display:none}\n"
		".scroll{overflow:visible}\n.chart{max-width:100mm;border:0}\n"
		".pair{display:flex;gap:6mm;align-items:flex-start}\n"
		".pair figure{flex:0 0 88mm}.pair>div{flex:1;min-width:0}\n"
		"h2+p,h3+p,.hint+p{break-after:avoid}p{break-inside:avoid}"
		"ul.hint{columns:2;column-gap:8mm}table "
		".n{padding-left:2mm}th{padding-right:2mm}\n"
		".roomy th[scope=row]{width:34%}"
		".roomy .scroll,.compact .scroll{break-inside:auto}\n"
		".compact tbody{break-inside:avoid}"
		".compact tbody th,.compact td{font-size:8.5pt;padding-top:.4mm;"
		"padding-bottom:.4mm}.compact .n{white-space:nowrap}\n"
		"figure{margin:1mm 0}figcaption{font-size:10pt}\n"
		"p,li{orphans:3;widows:3;max-width:none}\na{text-decoration:none}\n"
		"*{print-color-adjust:exact;-webkit-print-color-adjust:exact}\n"
		/* a table's head stands on each page, whatever the browser */
		".sheet{display:table;width:100%}\n.all{display:table-row-group}\n"
		".strip{display:table-header-group;break-inside:avoid;text-align:center;"
		"font-weight:700;letter-spacing:.08em;font-size:9.5pt;height:8mm}\n"
		".by,.board{break-before:page}.board{break-after:page}.plan{break-inside:avoid}\n"
		"nav{break-inside:avoid}nav ol{columns:2;column-gap:8mm;margin:0;font-size:9.5pt}"
		"nav li{padding:0;break-inside:avoid}\n"
		".headlines li{font-size:13pt;margin-bottom:2.5mm;break-inside:avoid}"
		".strength{font-size:12pt}.counted{font-size:9pt}\n"
		".small,.parts{grid-template-columns:1fr 1fr;gap:0 6mm}"
		".small figure,.parts div{break-inside:avoid}\n}\n"
		"@media (forced-colors:active){.chart{forced-color-adjust:none}}\n");
}

void
report_style(struct html *h)
{
	html_lit(h, "<style>\n");
	screen_style(h);
	parts_style(h);
	print_style(h);
	html_lit(h, "</style>\n");
}
