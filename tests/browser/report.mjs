// The report of a release that has every part.  Pictures and the print are kept for review.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { browser_open, build, done, is, note, ok, pictures } from './lib.mjs';
import { look_at_all } from './look.mjs';

fs.mkdirSync(pictures, { recursive: true });
const made = (which) => execFileSync(path.join(build, 'tests/browser/report_page.t'), [which], { encoding: 'utf8', maxBuffer: 1 << 26 });
const pages = new Map([['report', made('hampshire')], ['small report', made('small')]]);
const browser = await browser_open();

// Both have the same parts; axe takes long over the larger.
await look_at_all(browser, pages, new Map([...pages].filter(([name]) => name === 'small report')), 0, null);

// What a reader meets in a page.
const inside = () => {
	const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map((e) => Number(e.tagName[1]));
	const words = (e) => e.textContent.replace(/\s+/g, ' ').trim();
	return {
		jumps: levels.filter((level, i) => i && level > levels[i - 1] + 1).length,
		bare: [...document.querySelectorAll('svg.chart')].filter((e) => {
			let next = e.closest('figure, .small');
			next = next.parentElement.matches('.small') ? next.parentElement : next;
			while (next && !next.querySelector('table') && !next.matches('table')) next = next.nextElementSibling;
			return !next;
		}).length,
		empty: [...document.querySelectorAll('td, th')].filter((e) => !words(e)).length,
		unscoped: [...document.querySelectorAll('th:not([scope])')].length,
		numbers: [...document.querySelectorAll('td.n')].map(words).filter((n) => /\d/.test(n)),
		parts: [...document.querySelectorAll('h2')].map(words),
		overlaps: [...document.querySelectorAll('svg.chart')].flatMap((svg) => {
			const boxes = [...svg.querySelectorAll('text')].map((t) => ({ b: t.getBBox(), w: t.textContent }));
			const wide = Number(svg.getAttribute('viewBox').split(' ')[2]);
			const out = boxes.filter(({ b }) => b.x < 0 || b.x + b.width > wide).map(({ w }) => `${w} leaves the chart`);
			boxes.forEach((a, i) => boxes.slice(i + 1).forEach((c) => {
				const x = Math.min(a.b.x + a.b.width, c.b.x + c.b.width) - Math.max(a.b.x, c.b.x);
				const y = Math.min(a.b.y + a.b.height, c.b.y + c.b.height) - Math.max(a.b.y, c.b.y);
				if (x > 1 && y > 4) out.push(`"${a.w}" on "${c.w}"`);
			}));
			return out.map((o) => `${svg.querySelector('title').textContent}: ${o}`);
		}),
	};
};

for (const [name, html] of pages) {
	const file = name.replace(' ', '-');
	const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
	await page.setContent(html);
	for (const colorScheme of ['light', 'dark'])
		for (const width of name === 'report' ? [] : [390, 1280]) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize({ width, height: 844 });
			await page.setContent(html);
			await page.screenshot({ path: path.join(pictures, `${file}-${width}-${colorScheme}.png`), fullPage: true });
		}
	const found = await page.evaluate(inside);
	is(found.jumps, 0, `${name}: headings go down one step at a time`);
	is(found.bare, 0, `${name}: each chart has its table beneath`);
	is(found.empty, 0, `${name}: no cell is empty`);
	is(found.unscoped, 0, `${name}: each head cell has a scope`);
	ok(found.numbers.length > 50, `${name}: there are numbers in it`);
	ok(!found.overlaps.length, `${name}: no words of a chart run into each other`);
	if (found.overlaps.length) note([...new Set(found.overlaps)].slice(0, 12).join('\n'));
	for (const part of ['Headlines', 'At a glance', 'What people wrote about', 'Found in this wave',
		'What could be better', 'For the quarterly board', 'Change since wave 2026-spring', 'Over all waves'])
		ok(found.parts.includes(part), `${name}: ${part}`);

	// On paper: as wide as the sheet, the strip on each, the same numbers.
	const pdf = path.join(pictures, `${file}.pdf`);
	await page.emulateMedia({ colorScheme: null });
	await page.pdf({ path: pdf, preferCSSPageSize: true });
	let sheets;
	try {
		sheets = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }).split('\f').slice(0, -1);
	} catch {
		note('pdftotext is missing: the print is not read');
	}
	if (sheets) {
		ok(sheets.length > 3, `${name}: ${sheets.length} sheets`);
		is(sheets.filter((s) => !s.includes('INVENTED ANSWERS')).length, 0, `${name}: each sheet says that the answers are invented`);
		is(sheets.filter((s) => s.trim().split('\n').filter((l) => l.trim()).length < 4).length, 0, `${name}: no sheet is nearly empty`);
		const words = sheets.join(' ').replace(/\s+/g, ' ');
		const lost = found.numbers.map((n) => n.replace(/\s+/g, ' ').split(' ')[0]).filter((n) => !words.includes(n));
		ok(!lost.length, `${name}: each number of the page is in the print`);
		const plan = sheets.findIndex((s) => s.includes('For the quarterly board') && s.includes('Challenges'));
		ok(plan > 0 && sheets[plan].includes('Actions') && !/Scorecard|All who answered|Range by chance/.test(sheets[plan]),
			`${name}: the board's page stands whole on one sheet, beside nothing but what could be better`);
	}
	await page.close();
}
await browser.close();
done();
