// Every shipped form, and one that is written from right to left, answered in every language: by
// keys alone, by touch, without any style (as in a browser that lacks :has()), and with the
// optional scripts on.  However it was answered, the record is the same.
// SPDX-License-Identifier: AGPL-3.0-or-later
import fs from 'node:fs';
import path from 'node:path';
import { Site, browser_open, done, is, note, ok, pictures, source } from './lib.mjs';
import { look_at_all } from './look.mjs';
import { by_keys, by_pointer, intend } from './person.mjs';

const phone = { width: 390, height: 844 };
fs.mkdirSync(pictures, { recursive: true });
const forms = fs.readdirSync(path.join(source, 'forms'))
	.filter((name) => /^[^.]+\.yaml$/.test(name)).map((name) => `forms/${name}`)
	.concat('tests/browser/forms/rtl.yaml');
const browser = await browser_open();
const seen = new Map();
const sources = new Map();

const ways = {
	keys: { options: { javaScriptEnabled: false }, answer: by_keys },
	touch: { options: { javaScriptEnabled: false, hasTouch: true }, answer: (p, w, g) => by_pointer(p, w, g, (e) => e.tap()) },
	plain: { options: { javaScriptEnabled: false }, answer: (p, w, g) => by_pointer(p, w, g, (e) => e.click()), bare: true },
	script: { options: {}, answer: (p, w, g) => by_pointer(p, w, g, (e) => e.click()) },
};

// Which button goes on: the page's last `go` that is no way back.
const next = (page) => page.evaluate(() => [...document.querySelectorAll('main button[name="go"]')]
	.map((e) => e.value).filter((v) => v === 'next' || v === 'send').pop());

async function one(site, name, language, first, temper, way_name) {
	const way = ways[way_name];
	const who = `${name}, ${language}, ${way_name}, ${temper}`;
	const context = await browser.newContext({ viewport: phone, ...way.options });
	const page = await context.newPage();
	const errors = [];
	page.on('pageerror', (error) => errors.push(String(error)));
	page.on('console', (line) => { if (line.type() === 'error') errors.push(line.text()); });
	// Pages as they are sent, for the markup's check; a title stands for its page.
	const replies = [];
	if (way_name === 'keys' || way_name === 'script')
		page.on('response', (response) => replies.push(response.text().catch(() => '')));
	if (way.bare) await page.route('**', async (route) => {
		const reply = await route.fetch();
		await route.fulfill({ response: reply, body: (await reply.text()).replace(/<style>[^]*?<\/style>/, '') });
	});
	await page.goto(`${site.url}/S/${site.code}${first ? '' : `?lang=${language}`}`);
	let turn = 0;
	let troubles = [];
	for (let i = 0; i < 80; i++) {
		const go = await next(page);
		const title = (await page.locator('h1').first().innerText()).trim();
		const [lang, dir] = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
		if (lang !== language) troubles.push(`"${title}" is in ${lang}`);
		if (dir !== (['ar', 'he', 'fa', 'ur'].includes(language) ? 'rtl' : 'ltr')) troubles.push(`"${title}" is written ${dir}`);
		if (!way.bare && name !== 'hampshire') {
			const html = await page.content();
			const key = `${name} ${language} ${title}`;
			if (!seen.has(key)) {
				seen.set(key, html);
				await page.screenshot({ path: path.join(pictures, `f-${key.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 60)}-${seen.size}.png`), fullPage: true });
			}
		}
		if (!go) break;
		const wishes = await intend(page, temper, turn);
		if ([...wishes.keys()].some((id) => id.startsWith('another-'))) turn++;
		troubles = troubles.concat(await way.answer(page, wishes, go));
		if (await page.getByRole('alert').count()) {
			troubles.push(`"${title}": ${(await page.getByRole('alert').innerText()).replace(/\n/g, ' ')}`);
			break;
		}
	}
	ok(!troubles.length && !errors.length, `${who}: answered to the end`);
	if (troubles.length) note([...new Set(troubles)].slice(0, 8).join('\n'));
	if (errors.length) note([...new Set(errors)].slice(0, 8).join('\n'));
	for (const text of await Promise.all(replies)) {
		const title = /<title>([^<]*)/.exec(text)?.[1];
		if (title) sources.set(`${name} ${language} ${way_name} ${title}`, text);
	}
	await context.close();
}

for (const form of forms) {
	const name = path.basename(form, '.yaml');
	const languages = /^languages: \[([^\]]*)\]/m.exec(fs.readFileSync(path.join(source, form), 'utf8'))[1].split(/, */);
	const site = new Site(form);
	let people = 0;
	for (const scripts of ['no', 'yes']) {
		await site.serve({ CANVASS_SCRIPTS: scripts });
		for (const language of languages)
			for (const way of Object.keys(ways).filter((w) => (w === 'script') === (scripts === 'yes')))
				for (const temper of ['first', 'last']) {
					await one(site, name, language, language === languages[0], temper, way);
					people++;
				}
		await site.close();
	}
	const lines = site.opened();
	is(lines.length, people, `${name}: each of ${people} people left one record`);
	const kinds = new Map();
	for (const line of lines) kinds.set(line, (kinds.get(line) ?? 0) + 1);
	ok(kinds.size === 2 && [...kinds.values()].every((n) => n === people / 2),
		`${name}: two tempers, two records, whatever the language and the way`);
	if (kinds.size !== 2) note([...kinds].map(([line, n]) => `${n} x ${line.slice(0, 1500)}`).join('\n'));
	site.remove();
}
await look_at_all(browser, sources, seen, 20, null);
await browser.close();
note(`pictures: ${pictures}`);
done();
