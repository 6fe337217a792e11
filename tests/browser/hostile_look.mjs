// What a hostile text must never become, looked for on every page that Chromium opens: a dialog, a
// request, an element, an attribute, a script, a style, a comment; and whether it stands as the text
// that it is.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { hostile, line, mark, marks, told } from './hostile_texts.mjs';

// Runs in the page.
function inside([homes, pattern]) {
	const has = new RegExp(pattern);
	const bad = [], found = { text: [], attribute: [], url: [], svg: [] };
	const seen = (kind, text) => found[kind].push(...text.match(new RegExp(pattern, 'g')) ?? []);
	const tell = (e, words) => bad.push(`<${e.localName}> ${words}`);
	const addresses = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'srcset', 'background', 'ping', 'cite']);
	const address = (e, a) => {
		let url;
		try { url = new URL(a.value, document.baseURI); } catch { return tell(e, `has no address: ${a.value}`); }
		const inner = a.value.startsWith('#') || url.protocol === 'mailto:' || url.protocol === 'tel:';
		if (!inner && a.value !== 'data:,' && !homes.some((home) => url.href.startsWith(home))) tell(e, `leads to ${a.value}`);
		seen('url', decodeURIComponent(url.pathname + url.search));
	};
	const elements = [...document.querySelectorAll('*')];
	for (const e of elements) {
		if (['base', 'object', 'embed', 'applet', 'frame', 'math', 'template', 'foreignobject'].includes(e.localName)) tell(e, 'is there');
		if (e.localName === 'script' && !e.getAttribute('src') && !e.hasAttribute('data-ours') && has.test(e.textContent)) tell(e, 'has a text of theirs');
		if (e.localName === 'style' && has.test(e.textContent)) tell(e, `has ${e.textContent.match(has)[0]}`);
		if (e.localName === 'img' && !e.getAttribute('src')) tell(e, 'has no source');
		if (has.test(e.localName)) tell(e, 'has a name of theirs');
		for (const a of e.attributes) {
			if (/^on/i.test(a.name) || a.name === 'srcdoc') tell(e, `has ${a.name}`);
			if (has.test(a.name) || /[^a-z:_0-9-]/i.test(a.name)) tell(e, `has an attribute ${a.name}`);
			if (['id', 'class', 'style', 'http-equiv'].includes(a.name) && has.test(a.value)) tell(e, `has ${a.name} ${a.value}`);
			if (addresses.has(a.name)) address(e, a);
			else seen('attribute', a.value);
		}
		if (e.localName === 'svg') seen('svg', e.textContent);
	}
	const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_CDATA_SECTION | NodeFilter.SHOW_PROCESSING_INSTRUCTION);
	while (walker.nextNode()) if (has.test(walker.currentNode.nodeValue)) bad.push(`a comment has ${walker.currentNode.nodeValue}`);
	// What turns words round may do so within a box of its own, or in a paragraph that it has alone.
	const boxed = (node) => {
		for (let e = node.parentElement; e; e = e.parentElement) {
			const style = getComputedStyle(e);
			if (/isolate|plaintext/.test(style.unicodeBidi) || ['title', 'textarea', 'option'].includes(e.localName)) return true;
			if (!/^(inline|contents)/.test(style.display)) return e.textContent.trim() === node.nodeValue.trim();
		}
		return true;
	};
	const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
	let text = '';
	while (texts.nextNode()) {
		const node = texts.currentNode, value = node.nodeValue;
		if (['style', 'script'].includes(node.parentElement.localName)) continue;
		text += value;
		if (/[\u202a-\u202e]/.test(value) && document.contentType === 'text/html' && !boxed(node)) bad.push(`words beside it can be turned round by: ${value.slice(0, 60)}`);
	}
	for (const e of elements) if (e.localName === 'textarea' || e.localName === 'input') text += ` ${e.value ?? ''}`;
	seen('text', text);
	return { bad, found, text, type: document.contentType };
}

const flat = (text) => text.replace(/[\s\u2028\u2029]+/g, ' ').trim();
const shapes = hostile.map((text, i) => [text, text.replace(/[/\0]/g, '\u2044'), line(text, 9999), told(text, 9999), text.replace(/\p{Cc}|[\u2028-\u202e]/gu, ''), text.replace(/\p{Cc}|[\u2028-\u202e]/gu, ' ')].map((shape) => flat(shape))
	.map((shape) => ({ mark: marks[i], shape: shape.slice(0, 60), before: [...shape.slice(0, 400).matchAll(new RegExp(marks[i], 'g'))].map(({ index }) => shape.slice(Math.max(0, index - 8), index)) })));

export class Watch {
	constructor(table) {
		this.homes = [];
		this.bad = [];
		this.altered = [];
		this.visited = new Map(); // row of the table: how often
		this.pages = 0;
		this.found = { text: new Set(), attribute: new Set(), url: new Set(), svg: new Set(), json: new Set() };
		this.whole = new Set();
		this.rows = table.map((row) => ({ row, pattern: new RegExp(`^${row.replace(/\./g, '\\.').replace(/:/g, '[^/]+')}$`) }));
	}
	// As desk.mjs has it, for the browsers of people.
	watch(context) {
		context.on('page', (page) => this.listen(page));
	}
	listen(page) {
		const tell = (words) => this.bad.push(`${page.url().slice(0, 160)}: ${words}`);
		page.on('dialog', (dialog) => { tell(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
		page.on('pageerror', (error) => tell(String(error)));
		page.on('console', (message) => {
			if (/content security policy|refused to/i.test(message.text()) || (message.type() === 'error' && !/^Failed to load resource/.test(message.text()))) tell(message.text());
		});
		page.on('request', (request) => {
			const url = request.url();
			if (!this.homes.some((home) => url.startsWith(home)) && url !== 'about:blank') tell(`asks for ${url}`);
		});
		page.on('popup', () => tell('opens a window'));
		page.on('download', (download) => tell(`downloads ${download.url()}`));
	}
	async look(page) {
		this.pages++;
		for (const frame of page.frames()) {
			const seen = await frame.evaluate(inside, [this.homes, mark.source])
				.catch((error) => ({ bad: [`cannot be looked at: ${error}`], found: {}, text: '', type: '' }));
			this.bad.push(...seen.bad.map((words) => `${page.url().slice(0, 160)}: ${words}`));
			this.keep(page.url(), seen);
		}
	}
	keep(url, { found, text, type }) {
		if (type.includes('json')) this.json(url, text);
		else for (const [kind, list] of Object.entries(found)) for (const m of list) this.found[kind].add(m);
		const plain = flat(text);
		for (const [i, list] of shapes.entries()) {
			if (!plain.includes(marks[i])) continue;
			if (list.some(({ shape }) => plain.includes(shape))) this.whole.add(i);
			if (!type.includes('json')) this.neighbours(url, plain, i, list);
		}
	}
	// What stands before a mark is what was written before it: nothing is escaped twice, or eaten.
	neighbours(url, plain, i, list) {
		for (let at = plain.indexOf(marks[i]); at >= 0; at = plain.indexOf(marks[i], at + 1)) {
			const here = plain.slice(Math.max(0, at - 8), at);
			if (!list.some(({ before }) => before.some((b) => here.endsWith(b))) && !/[[\]\u2026\u201c]/.test(here)) this.altered.push(`${url.slice(0, 120)}: "${plain.slice(Math.max(0, at - 30), at + 8)}"`);
		}
	}
	json(url, text) {
		const walk = (value) => {
			if (typeof value === 'string') for (const m of value.match(/qz[ab][a-z]/g) ?? []) this.found.json.add(m);
			else if (value && typeof value === 'object') Object.values(value).forEach(walk);
		};
		try { walk(JSON.parse(text)); } catch (error) { this.bad.push(`${url}: ${error}`); }
	}
	row(url, status) {
		const at = new URL(url).pathname;
		for (const { row, pattern } of this.rows) if (pattern.test(at) && status === 200) this.visited.set(row, (this.visited.get(row) ?? 0) + 1);
	}
	async visit(page, url, status = 200) {
		const reply = await page.goto(url);
		if (reply && !url.startsWith('file:')) {
			if (reply.status() !== status) this.bad.push(`${url.slice(0, 160)} gives ${reply.status()}`);
			if (new URL(page.url()).pathname === new URL(url).pathname) this.row(url, reply.status());
		}
		await this.look(page);
	}
}
