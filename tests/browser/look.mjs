// Looks at pages that the walks kept: axe-core in light, dark and forced colours; sizes of
// targets; nothing that scrolls sideways at 320 pixels or at 200 per cent.
// SPDX-License-Identifier: AGPL-3.0-or-later
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { ok, note, pictures } from './lib.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } };

const modes = [
	['light', { colorScheme: 'light' }],
	['dark', { colorScheme: 'dark' }],
	['forced colours', { forcedColors: 'active' }],
	['more contrast', { colorScheme: 'dark', contrast: 'more' }],
	['320 pixels', { viewport: { width: 320, height: 640 } }],
];

const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

// Things to press that are under 44 pixels; links within a sentence are exempt.
const small_targets = () => [...document.querySelectorAll('button, summary, input:not([type=hidden]), select, textarea, .nav a, .links a, .exit a')]
	.filter((e) => !e.matches('.vh, [tabindex="-1"]') && e.checkVisibility())
	.map((e) => [e.closest('label') ?? e])
	.map(([e]) => [e, e.getBoundingClientRect()])
	.filter(([, box]) => box.height < 43.9 || box.width < 43.9)
	.map(([e, box]) => `${e.tagName} "${e.textContent.trim().slice(0, 30)}" ${Math.round(box.width)}x${Math.round(box.height)}`);

async function findings(page) {
	await page.evaluate(axe);
	const result = await page.evaluate((options) => window.axe.run(document, options), rules);
	return result.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`));
}

// Markup.  A button of a form sends it unless told otherwise: we spare the bytes of saying so.
// Several buttons and choices share a name on purpose; titles are as long as their question.
// A box and the tick beside it, "Prefer not to say", share the name of their question.
function may_share(html, message) {
	const name = /^Duplicate form control name "([^"]*)"/.exec(message)?.[1];
	return name === 'go' || (name && html.includes(`name="${name}" value="no_answer"`));
}

async function markup(pages) {
	const check = new HtmlValidate(new StaticConfigLoader({
		extends: ['html-validate:recommended'],
		rules: {
			'form-dup-name': ['error', { shared: ['radio', 'checkbox'] }],
			'no-implicit-button-type': 'off',
			'long-title': 'off',
		},
	}));
	const bad = await check.validateString('<!DOCTYPE html><html><body><p><div></p><img></body></html>');
	ok(!bad.valid, 'html-validate does find what is wrong with a bad page');
	const all = [];
	for (const [name, html] of pages) {
		const report = await check.validateString(html);
		for (const m of report.results.flatMap((r) => r.messages))
			if (!may_share(html, m.message)) all.push(`${name}: ${m.ruleId}: ${m.message}`);
	}
	ok(!all.length, `html-validate finds nothing on ${pages.size} pages`);
	if (all.length) note([...new Set(all)].slice(0, 12).join('\n'));
}

// least: fewer pages than this were not worth the name of a walk; kept: what pictures of the other
// modes are called, or null for none.
export async function look_at_all(browser, sources, pages, least = 30, kept = 'x') {
	await markup(sources);
	for (const [mode, options] of modes) {
		const context = await browser.newContext({ viewport: { width: 390, height: 844 }, bypassCSP: true, ...options });
		const page = await context.newPage();
		const all = [];
		await page.setContent('<!DOCTYPE html><title>x</title><p style="color:#888;background:#999">grey<input>');
		ok((await findings(page)).length >= 3, `axe does find what is wrong with a bad page, ${mode}`);
		for (const [name, html] of pages) {
			await page.setContent(html);
			for (const finding of await findings(page)) all.push(`${name}: ${finding}`);
			if (kept && mode !== 'light') {
				const file = `${name}-${mode}`.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(-70);
				await page.screenshot({ path: path.join(pictures, `${kept}-${file}.png`), fullPage: true });
			}
		}
		ok(pages.size > least && !all.length, `axe finds nothing on ${pages.size} pages, ${mode}`);
		if (all.length) note([...new Set(all)].slice(0, 12).join('\n'));
		await context.close();
	}
	for (const [name, viewport, zoom] of [['390 pixels', { width: 390, height: 844 }, 1], ['320 pixels', { width: 320, height: 640 }, 1], ['1280 pixels at 200 per cent', { width: 640, height: 400 }, 2]]) {
		const context = await browser.newContext({ viewport, deviceScaleFactor: zoom });
		const page = await context.newPage();
		const wide = [];
		const small = [];
		for (const [title, html] of pages) {
			await page.setContent(html);
			// Text spacing of WCAG 1.4.12, which a reader may set.
			if (await page.evaluate(sideways) > 0) wide.push(title);
			await page.addStyleTag({ content: '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }' });
			if (await page.evaluate(sideways) > 0) wide.push(`${title} (spaced)`);
			small.push(...(await page.evaluate(small_targets)).map((words) => `${title}: ${words}`));
		}
		ok(!wide.length, `nothing scrolls sideways at ${name}`);
		if (wide.length) note(wide.slice(0, 8).join('\n'));
		ok(!small.length, `everything to press is 44 pixels or more at ${name}`);
		if (small.length) note([...new Set(small)].slice(0, 12).join('\n'));
		await context.close();
	}
}
