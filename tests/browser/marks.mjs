// Marks of redaction on Check your answers, without script: a colleague's name and a number are
// shown back with their reasons, changed, and sealed as changed; somebody else keeps the words;
// a form that refuses them says so until they are gone.
// SPDX-License-Identifier: AGPL-3.0-or-later
import fs from 'node:fs';
import path from 'node:path';
import { Site, browser_open, done, is, note, ok, pictures } from './lib.mjs';
import { look_at_all } from './look.mjs';

fs.mkdirSync(pictures, { recursive: true });
const browser = await browser_open();
const seen = new Map();
const sources = new Map();

async function phone_new(site, options = {}) {
	const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false, ...options });
	const page = await context.newPage();
	await page.goto(`${site.url}/S/${site.code}`);
	return page;
}
const heading = async (page) => (await page.locator('h1').first().innerText()).trim();

async function press(page, value) {
	await Promise.all([page.waitForEvent('load'),
		page.locator(`main button[value="${value}"]:not([tabindex="-1"])`).first().click()]);
}

// Keeps a page for axe, and pictures of it as people see it.
async function keep(page, name) {
	seen.set(name, await page.content());
	const size = page.viewportSize();
	for (const colorScheme of ['light', 'dark'])
		for (const [where, width] of [['phone', 390], ['desk', 1280]]) {
			await page.emulateMedia({ colorScheme });
			await page.setViewportSize({ width, height: 844 });
			await page.screenshot({ path: path.join(pictures, `m-${name}-${where}-${colorScheme}.png`), fullPage: true });
		}
	await page.emulateMedia({ colorScheme: null });
	await page.setViewportSize(size);
}

const marks = (page) => page.locator('dl.rows mark').allTextContents();
const reasons = async (page) => (await page.locator('dl.rows .found li').allInnerTexts()).map((words) => words.trim());
const first = 'Sgt Smith told PC 1234 to wait, and nobody rang.\nOperation Flintstone took all of it.';

// Up to the check page.
async function answer(page, change) {
	await page.locator('#helped-other').check();
	await page.locator('#helped_other').fill('My sergeant, Sgt Baker');
	await press(page, 'next');
	await page.locator('#another-yes').check();
	await press(page, 'next');
	await page.locator('#what').fill('Somebody spat at me');
	await press(page, 'next');
	await page.locator('#another-no').check();
	await press(page, 'next');
	await page.locator('#change').fill(change);
	await press(page, 'next');
	is(await heading(page), 'Check your answers before you send them', 'the check page');
}

// ---- shown, changed, kept -------------------------------------------------------------------
const site = new Site('tests/browser/forms/marks.yaml');
await site.serve();
{
	const page = await phone_new(site);
	page.on('response', (reply) => reply.text().then((text) => sources.set(`marks ${sources.size}`, text), () => null));
	await answer(page, first);
	await keep(page, 'marks');
	is((await marks(page)).join('; '), 'marked: Baker; marked: Smith; marked: PC 1234; marked: Operation Flintstone', 'names, a number and the form\'s own words are marked in their texts');
	is((await reasons(page)).join('; '), '"Baker" looks like a name; "Smith" looks like a name; "PC 1234" looks like a collar number; ' +
		'"Operation Flintstone" looks like something that this survey asks us to watch for', 'each with its reason');
	const main = await page.locator('main').innerText();
	ok(main.includes('Words you may want to change') && main.includes('Your supervisor may read a quote'), 'it is said what may be done, with the form\'s own words');
	is(await page.getByRole('alert').count(), 0, 'and it is no error');
	const look = await page.locator('mark').first().evaluate((e) => {
		const style = getComputedStyle(e);
		return `${style.textDecorationLine} ${style.fontWeight}`;
	});
	is(look, 'underline 700', 'marks are underlined and bold: colour alone says nothing');
	is(await page.locator('dl.rows button').count(), 4, 'each answer has its Change');
	await press(page, 'change.change');
	is(await page.locator('#change').inputValue(), first, 'Change leads to the words, all of them kept');
	await page.locator('#change').fill('A supervisor told a colleague to wait, and nobody rang.');
	await press(page, 'next');
	is((await marks(page)).join('; '), 'marked: Baker', 'what was changed is not marked any more');
	await press(page, 'change.helped');
	await page.locator('#helped_other').fill('A colleague');
	await press(page, 'next');
	is((await marks(page)).length, 0, 'at last nothing is');
	ok(!(await page.locator('main').innerText()).includes('Words you may want to change'), 'and nothing is said');
	await press(page, 'send');
	is(await heading(page), 'Thank you', 'sent');
}
{
	const page = await phone_new(site);
	await answer(page, 'Ask PC 1234');
	await page.getByRole('button', { name: 'Cymraeg' }).click();
	await page.waitForLoadState();
	ok((await reasons(page)).includes('Mae "PC 1234" yn edrych fel rhif coler'), 'in Welsh the reasons are Welsh');
	await keep(page, 'marks-cy');
	await press(page, 'send');
	is(await heading(page), 'Diolch', 'who wants to keep the words sends them at once');
}
{
	// The word that is heard before a mark says nothing about the way a text runs.
	const page = await phone_new(site);
	await answer(page, '07700 900123 \u0642\u0627\u0644 \u0644\u064a');
	const text = page.locator('dl.rows bdi', { has: page.locator('mark') }).last();
	ok((await marks(page)).includes('marked: 07700 900123'), 'a text begins with a mark');
	is(await text.evaluate((e) => getComputedStyle(e).direction), 'rtl', 'and runs as its own letters do');
}
await site.close();
const stored = site.opened();
is(stored.length, 2, 'two answers are stored');
ok(stored.some((line) => line.includes('change=A supervisor told a colleague to wait, and nobody rang.') && line.includes('helped=Somebody else: A colleague') &&
	!/Smith|Baker|1234|Flintstone/.test(line)), 'the record holds the changed words only');
ok(stored.some((line) => line.includes('change=Ask PC 1234') && line.includes('Sgt Baker')), 'and the other the words that were kept');
if (stored.length !== 2) note(stored.join('\n'));
site.remove();

// ---- refused ---------------------------------------------------------------------------------
const strict = new Site('tests/browser/forms/refuse.yaml');
await strict.serve();
{
	const page = await phone_new(strict);
	page.on('response', (reply) => reply.text().then((text) => sources.set(`refuse ${sources.size}`, text), () => null));
	await page.locator('#change').fill('Ring 07700 900123 and ask for PC 1234.');
	await press(page, 'send');
	const box = page.getByRole('alert');
	ok((await page.title()).startsWith('Error: '), 'refused: the title says so');
	is(await box.evaluate((e) => document.activeElement === e), true, 'refused: the box has the focus');
	await keep(page, 'refused');
	const links = await box.getByRole('link').allInnerTexts();
	ok(links.includes('Take out what looks like a collar number in "What one thing should change?"'), 'refused: what to take out, and where');
	const target = await box.getByRole('link').first().getAttribute('href');
	is(await page.locator(target).getAttribute('value'), 'change.change', 'refused: the link leads to the button that changes it');
	await press(page, 'send');
	ok((await page.title()).startsWith('Error: '), 'refused again');
	await press(page, 'change.change');
	await page.locator('#change').fill('Somebody should ring.');
	await press(page, 'send');
	is(await heading(page), 'Thank you', 'taken out, and sent');
}
await strict.close();
const clean = strict.opened();
ok(clean.length === 1 && clean[0].includes('change=Somebody should ring.'), 'one record, without what was refused');
strict.remove();

await look_at_all(browser, sources, seen, 2, 'm');
await browser.close();
note(`pictures: ${pictures}`);
done();
