// A desk and who sits at it: people with a code generator, each in a browser of their own; phones
// without a browser; and what is looked at on every page that anybody sees.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { createHmac } from 'node:crypto';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, note, ok } from './lib.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = {
	resultTypes: ['violations'],
	runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
};
// What reaches over the page's edge, if that makes it scroll sideways.
const sideways = () => {
	const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
	const over = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > clientWidth + 0.5);
	return scrollWidth <= clientWidth ? '' : `${scrollWidth}x${scrollHeight} in ${clientWidth}x${clientHeight}: ${over.slice(0, 4).map((e) => `${e.tagName}.${e.className}`)}`;
};
const pictures = process.env.CANVASS_PICTURES;
export const passphrase = 'correct horse battery staple';

export const canvass = (...args) => execFileSync(path.join(build, 'canvass'), args,
	{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

// A door or a desk; resolves to it once it says where it listens.
export function start(...args) {
	const process_ = spawn(path.join(build, 'canvass'), args);
	const end = () => process_.kill(); // also when a walk breaks off
	process.on('exit', end);
	process_.stderr.on('data', (text) => note(text));
	return new Promise((resolve, reject) => {
		process_.once('exit', (status) => reject(new Error(`${args.join(' ')} ended with ${status}`)));
		process_.stdout.on('data', (text) => {
			const url = /listening on (\S+)/.exec(text)?.[1];
			if (url) resolve({ url, stop: () => new Promise((gone) => {
				process.removeListener('exit', end);
				process_.once('exit', gone);
				process_.kill('SIGTERM');
			}) });
		});
	});
}

// Asks until the answer is one, for at most so many seconds.
export async function until(ask, words, seconds = 8) {
	const last = Date.now() + 1000 * seconds;
	for (;;) {
		const got = await ask();
		if (got || Date.now() > last) {
			ok(got, words);
			return got;
		}
		await new Promise((resolve) => setTimeout(resolve, 80));
	}
}

// ---- code generators (RFC 6238) ----------------------------------------------------------
function bytes_of(base32) {
	const bits = [...base32].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
	return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

class Generator {
	constructor(secret) {
		this.secret = bytes_of(secret);
		this.last = 0;
	}
	// The earliest that the desk still takes and that was not used; waits only if it must.
	async next() {
		for (;;) {
			const seconds = Date.now() / 1000;
			const now = Math.floor(seconds / 30);
			const step = Math.max(this.last + 1, seconds % 30 < 22 ? now - 1 : now);
			if (step <= now + 1) {
				this.last = step;
				const text = Buffer.alloc(8);
				text.writeBigUInt64BE(BigInt(step));
				const mac = createHmac('sha1', this.secret).update(text).digest();
				const at = mac[19] & 15;
				return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
			}
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}
}

// ---- looking -------------------------------------------------------------------------------
// What a browser complains of, anywhere: a policy that forbids something of ours, a script that
// fails, a request to elsewhere.  Each page is looked at once in light and once in dark.
export class Eyes {
	constructor(scripts) {
		this.scripts = scripts;
		this.seen = new Map();
		this.troubles = [];
		this.findings = [];
		this.wide = [];
		this.expected = []; // replies that are no page, which a browser tells of
	}
	watch(context, homes) {
		const tell = (page, words) => this.troubles.push(`${page.url().replace(/[0-9a-f]{32,}/g, '...')}: ${words}`);
		context.setDefaultTimeout(8000);
		context.on('page', (page) => {
			page.on('console', (message) => {
				if (message.type() === 'error' || message.type() === 'warning' || /content security policy/i.test(message.text()))
					tell(page, message.text());
			});
			page.on('pageerror', (error) => tell(page, String(error)));
			page.on('dialog', (dialog) => { tell(page, `a dialog: ${dialog.message()}`); dialog.dismiss(); });
			page.on('request', (request) => {
				const url = request.url();
				if (!homes.some((home) => url.startsWith(`${home()}/`)) && !/^(data:|about:)/.test(url)) tell(page, `asks for ${url}`);
			});
		});
	}
	expect(words) {
		this.expected.push(words);
	}
	async findings_of(page) {
		await page.evaluate(axe);
		const result = await page.evaluate((options) => window.axe.run(document, options), rules);
		return result.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary.replace(/\s+/g, ' ')}`));
	}
	async look(page, name) {
		if (this.seen.has(name)) return;
		this.seen.set(name, page.url());
		const over = await page.evaluate(sideways);
		if (over) this.wide.push(`${name}: ${over}`);
		for (const colorScheme of this.scripts ? ['light', 'dark'] : ['light']) {
			await page.emulateMedia({ colorScheme });
			if (this.scripts) for (const finding of await this.findings_of(page)) this.findings.push(`${name}, ${colorScheme}: ${finding}`);
			if (pictures) {
				const file = `${String(this.seen.size).padStart(3, '0')}-${name}-${colorScheme}`.replace(/[^A-Za-z0-9-]+/g, '-');
				await page.screenshot({ path: path.join(pictures, `${file}.png`), fullPage: true });
			}
		}
		await page.emulateMedia({ colorScheme: 'light' });
	}
	// That looking finds faults, where there are some.
	async prove(browser) {
		const context = await browser.newContext();
		const other = new Eyes(this.scripts);
		other.watch(context, [() => 'https://canvass.example']);
		const page = await context.newPage();
		await page.route('**/*', (route) => route.fulfill({
			headers: { 'Content-Type': 'text/html', 'Content-Security-Policy': "default-src 'none'" },
			body: '<!DOCTYPE html><title>x</title><style>p{color:red}</style><p style="color:#888">grey<input><img src="https://elsewhere.example/x.png">',
		}));
		await page.goto('https://canvass.example/');
		await other.look(page, 'a bad page');
		ok(!this.scripts || other.findings.length >= 2, 'axe finds what is wrong with a bad page, under its policy');
		ok(other.troubles.filter((words) => /Content Security Policy/.test(words)).length >= 2, 'and what a policy forbids is noticed');
		await context.close();
	}
	report(least) {
		this.troubles = this.troubles.filter((words) => !this.expected.some((known) => known.test(words)));
		ok(this.seen.size >= least, `${this.seen.size} pages were looked at, ${least} or more`);
		for (const [found, words] of [[this.findings, 'axe finds nothing, in light and in dark'], [this.wide, 'nothing scrolls sideways'],
			[this.troubles, 'no policy forbids anything of ours, no script fails, nothing is asked for elsewhere']]) {
			if (words.startsWith('axe') && !this.scripts) continue;
			ok(!found.length, words);
			if (found.length) note([...new Set(found)].slice(0, 40).join('\n'));
		}
		if (pictures) note(`pictures: ${pictures}`);
	}
}

// ---- people ----------------------------------------------------------------------------------
export class Person {
	// Takes up the invitation that the command prints: passphrase, code generator, signed in.
	static async join(quarter, name, role, ...more) {
		const person = new Person();
		Object.assign(person, { quarter, name });
		const line = canvass('-C', quarter.work, 'user', 'add', name, '--role', role, ...more);
		const at = new URL(line.split('\t')[1]).pathname;
		const context = await quarter.browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: quarter.scripts, locale: 'en-GB' });
		quarter.eyes.watch(context, [() => quarter.desk.url]);
		person.context = context;
		person.page = await context.newPage();
		await person.go(at, 'invitation');
		const { page } = person;
		const secret = /Secret: ([A-Z2-7 ]+)/.exec(await page.locator('main').innerText())[1].replace(/ /g, '');
		person.generator = new Generator(secret);
		const fields = page.locator('input[type=password]');
		for (let i = 0; i < await fields.count(); i++) await fields.nth(i).fill(passphrase);
		await page.getByLabel('six digits').fill(await person.generator.next());
		await person.press('Join the desk');
		ok((await page.locator('header').innerText()).includes(name), `${name} joins the desk as ${role}`);
		return person;
	}
	async go(where, name) {
		const reply = await this.page.goto(this.quarter.desk.url + where);
		if (reply.status() >= 400) ok(false, `${this.name} gets ${where}: ${reply.status()}`);
		if (name) await this.quarter.eyes.look(this.page, name);
		return this.page;
	}
	// A button or link of the page; the next page is there when it returns.
	async press(words, name) {
		const target = this.page.getByRole('button', { name: words, exact: typeof words === 'string' }).first();
		await Promise.all([this.page.waitForEvent('load'), target.click()]);
		if (name) await this.quarter.eyes.look(this.page, name);
	}
	async open(words) {
		await this.page.locator('summary', { hasText: words }).first().click();
	}
	text() {
		return this.page.locator('main').innerText();
	}
	async has(words, why) {
		const text = await this.text();
		const good = words instanceof RegExp ? words.test(text) : text.includes(words);
		if (!ok(good, why)) note(`${this.page.url()}: ${text.slice(0, 1500)}`);
	}
	// Passphrase and code, where a page asks for both again.
	async prove() {
		await this.page.locator('input[name=passphrase]').fill(passphrase);
		await this.page.locator('input[name=code]').fill(await this.generator.next());
	}
	async unlock(key, name) {
		await this.go('/unlock', name);
		await this.page.getByLabel(key).check();
		await this.page.getByLabel('Passphrase of this key').fill(passphrase);
		await this.press('Unlock');
	}
}

// ---- phones without a browser ---------------------------------------------------------------
const plain = (text) => text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

function hidden_of(html) {
	const fields = {};
	for (const [tag] of html.matchAll(/<input type="hidden"[^>]*>/g)) {
		const value = /value="([^"]*)"/.exec(tag);
		fields[/name="([^"]*)"/.exec(tag)[1]] = value ? plain(value[1]) : '';
	}
	return fields;
}

async function text_of(url, fields) {
	const body = fields && new URLSearchParams(fields.flatMap(([name, value]) => [value].flat().map((v) => [name, v])));
	return (await fetch(url, { method: body ? 'POST' : 'GET', body })).text();
}

// Answers a form page by page: what fits on no page is left over; gives the last page.
export async function answer_plainly(url, answers) {
	let html = await text_of(url);
	for (let page = 0; page < 12; page++) {
		const go = html.includes('Send my answers') ? 'send' : /name="go" value="(\w+)"/.exec(html)?.[1];
		if (!go) break;
		const here = Object.entries(answers).filter(([name]) => html.includes(`name="${name}"`));
		html = await text_of(url, [...Object.entries(hidden_of(html)), ...here, ['go', go]]);
	}
	return html;
}

// One phone in a room; its ticket is the one that the page to join by has drawn for it.
export class PlainPhone {
	constructor(url) {
		this.url = url;
	}
	async join() {
		this.ticket = hidden_of(await text_of(this.url)).ticket;
	}
	async say(step, fields) {
		return (await text_of(this.url, [['ticket', this.ticket], ['step', String(step)], ...Object.entries(fields), ['go', 'send']])).includes('Your answer is in');
	}
}
