// Fills a workspace: what commands and pages of the desk let through, and what they refuse.
// SPDX-License-Identifier: AGPL-3.0-or-later
import fs from 'node:fs';
import path from 'node:path';
import { note, ok } from './lib.mjs';
import { canvass, passphrase } from './desk.mjs';
import { answers, form, guide, hostile, line, words } from './hostile_texts.mjs';

export const survey = 'hostile@w';
export const on = `/surveys/${survey}`;
export const room_name = 'hostile-guide@r';

// Whether a command takes it.
export function takes(...args) {
	try {
		return canvass(...args) || true;
	} catch (error) {
		if (error.status !== 1 && error.status !== 2 && !(error.status > 0 && error.status < 70)) throw error;
		return false;
	}
}

export const plain = (text) => text.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

// The desk as a person's browser asks it, without drawing what it gets.
export class Hand {
	constructor(person) {
		this.person = person;
		this.base = person.quarter.desk.url;
	}
	async get(at) {
		const reply = await this.person.context.request.get(this.base + at, { maxRedirects: 0 });
		return { status: reply.status(), text: await reply.text(), to: reply.headers().location, headers: reply.headers() };
	}
	async post(at, token, fields) {
		const body = new URLSearchParams([['token', token ?? ''], ...(Array.isArray(fields) ? fields : Object.entries(fields))]).toString();
		const reply = await this.person.context.request.post(this.base + at, { data: body, maxRedirects: 0,
			headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: this.base, 'Sec-Fetch-Site': 'same-origin' } });
		return { status: reply.status(), text: await reply.text(), to: reply.headers().location };
	}
	token(text, action) {
		for (const [form_] of text.matchAll(/<form method="post" action="[^"]*">[^]*?<\/form>/g))
			if (plain(/action="([^"]*)"/.exec(form_)[1]) === action) return /name="token" value="([^"]*)"/.exec(form_)?.[1];
		return undefined;
	}
	// Page first, then what its form sends.
	async send(at, action, fields) {
		return this.post(action, this.token((await this.get(at)).text, action), fields);
	}
}

// ---- by commands -------------------------------------------------------------------------------
const not_named = (text) => /[/\0]/.test(text) || Buffer.byteLength(text) > 200;
export const named = hostile.filter((text) => !not_named(text));
const file_of = (text, i) => (not_named(text) ? text.replace(/[/\0]/g, '\u2044').slice(0, 60) : text) || `${i}`;

export function refused(work, at) {
	const no = (what, yes) => ok(!yes.length, `${what}: none of forty is taken`) || note(yes.join('\n'));
	const safe = hostile.filter((text) => !text.includes('\0'));
	no('a person\'s name', safe.filter((text) => takes('-C', work, 'user', 'add', text, '--role', 'evaluator')));
	no('a role', safe.filter((text) => takes('-C', work, 'user', 'add', 'x', '--role', text)));
	no('a wave', safe.filter((text) => takes('-C', work, 'survey', 'open', at('hostile.yaml'), '--wave', text, '--to', at('one.key.pub'), '--unconfirmed')));
	no('a room\'s label', safe.filter((text) => takes('-C', work, 'room', 'open', path.join(work, 'forms/hostile.guide.yaml'), '--key', at('one.key.pub'), '--name', text)));
	// What goes into a style: colours and fonts.
	no('a colour', safe.filter((text) => takes('-C', work, 'poster', 'make', '--all', 'hostile@now', '--colour', text, '-o', at('no.svg'))));
}

export function files(work, at) {
	fs.writeFileSync(at('pass'), `${passphrase}\n`, { mode: 0o600 });
	canvass('init', work);
	for (const key of ['one.key', 'two.key']) canvass('key', 'new', at(key), '--passphrase-file', at('pass'));
	const forms = path.join(work, 'forms');
	for (const name of fs.readdirSync(forms)) fs.rmSync(path.join(forms, name));
	fs.writeFileSync(at('hostile.yaml'), form());
	fs.writeFileSync(path.join(forms, 'hostile.yaml'), form());
	fs.writeFileSync(path.join(forms, 'hostile.guide.yaml'), guide());
	fs.writeFileSync(path.join(forms, 'broken.yaml'), form().replace(/type: scale/, `type: ${JSON.stringify(line(hostile[0]))}`));
	fs.writeFileSync(path.join(work, 'said.words'), words());
	fs.mkdirSync(path.join(work, 'imports'), { recursive: true });
	for (const [i, text] of hostile.entries()) {
		const name = file_of(text, i);
		fs.writeFileSync(path.join(forms, `${name}.yaml`), i % 8 ? 'canvass: form 1\n' : form());
		fs.writeFileSync(path.join(work, 'imports', `${name}.csv`), 'place,headcount\n');
		fs.writeFileSync(path.join(work, `${name}.words`), words());
	}
	fs.writeFileSync(path.join(work, 'imports', 'places.csv'), `place,headcount\n${hostile.slice(0, 12).map((t) => `"${line(t, 50).replace(/"/g, '""')} pack",60`).join('\n')}\n`);
}

export function surveys(work, at) {
	for (const wave of ['w', 'now'])
		canvass('-C', work, 'survey', 'open', at('hostile.yaml'), '--wave', wave, '--to', at('one.key.pub'), '--to', at('two.key.pub'), '--unconfirmed');
	fs.writeFileSync(at('answers.jsonl'), answers());
	canvass('-C', work, 'submit', survey, at('answers.jsonl'));
	canvass('-C', work, 'survey', 'close', survey);
	const keyed = (key) => ['--key', at(key), '--passphrase-file', at('pass')];
	const ids = JSON.parse(canvass('-C', work, 'quote', 'list', survey, '--json', ...keyed('one.key'))).map((q) => q.id);
	for (const key of ['one.key', 'two.key']) canvass('-C', work, 'quote', 'tick', survey, ...ids, '--theme', 'themea', ...keyed(key));
	return ids;
}

// What was published elsewhere: every text of a summary or of a room that may be another is one of forty.
export function publish_elsewhere(work, file, to, change) {
	const data = JSON.parse(fs.readFileSync(file, 'utf8'));
	const given = new Map(); // the same text stays the same everywhere
	let turn = 0;
	const keep = new Set(['canvass', 'survey', 'id', 'hash', 'wave', 'language', 'released_by', 'released', 'question', 'by', 'kind', 'type', 'theme', 'level', 'key', 'marker', 'form',
		'rule', 'room', 'code', 'day', 'bucket', 'group', 'phones', 'guide']);
	const walk = (value, key) => {
		if (key === 'wave' && change.wave) return change.wave;
		if (typeof value === 'string' && (keep.has(key) || /^[0-9a-f-]*$/.test(value))) return value;
		if (typeof value === 'string') return given.get(value) ?? given.set(value, hostile[turn++ % 39]).get(value);
		if (Array.isArray(value)) return value.map((v) => (typeof v === 'string' && /tables|options|merges/.test(key) ? v : walk(v, key)));
		if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v, k)]));
		return value;
	};
	fs.writeFileSync(to, JSON.stringify({ ...walk(data, ''), ...change }));
}

// ---- at the desk -------------------------------------------------------------------------------
// Codes every comment, all the same but one; the pages of them all.
async function code_all(hand, differs) {
	const pages = [];
	let at = plain(/<a class="button" href="([^"]*)"/.exec((await hand.get(`${on}/coding`)).text)[1]);
	while (at?.startsWith(`${on}/coding/`) && pages.length < 100) {
		const page = await hand.get(at);
		pages.push(at);
		const reply = await hand.post(at, hand.token(page.text, at), { go: 'save', theme: at === differs ? 'themeb' : 'themea' });
		if (reply.status !== 303) throw new Error(`${reply.status}: ${reply.text.slice(0, 2000)}`);
		at = reply.to;
	}
	return pages;
}

export async function fill_desk(ann, sam) {
	const counts = {};
	const tally = (what, reply) => {
		counts[what] = counts[what] ?? {};
		counts[what][reply.status] = (counts[what][reply.status] ?? 0) + 1;
		if (![303, 422, 409].includes(reply.status)) note(`${what}: ${reply.status}`);
		return reply;
	};
	const links = '/surveys/hostile@now/links';
	for (const text of hostile) tally('place', await ann.send(links, links, { what: 'place', place: text.slice(0, 300), headcount: 60 }));
	for (const text of hostile) tally('place, cut', await ann.send(links, links, { what: 'place', place: `${[...line(text)].slice(0, 45).join('')} .`, headcount: 60 }));
	const coded = await code_all(ann);
	counts.coded = [coded.length, (await code_all(sam, coded[5])).length];
	for (const [i, text] of hostile.entries()) {
		const most = text.slice(0, 300);
		tally('codebook', await ann.send(`${on}/codebook`, `${on}/codebook`, i % 2 ? { act: 'define', theme: `theme${'abcdefghijklmnopqrst'[i % 20]}`, definition: most, reason: most }
			: { act: 'title', theme: `theme${'abcdefghijklmnopqrst'[i % 20]}`, title: [...text].slice(0, 60).join(''), reason: most }));
		if (i < 6) tally('codebook, added', await ann.send(`${on}/codebook`, `${on}/codebook`, { act: 'add', theme: `new${'abcdef'[i]}`, title: hostile[i + 10].slice(0, 60), definition: hostile[i + 20], words: hostile[i + 26].slice(0, 60), reason: most }));
	}
	// Proposals, refused for hostile reasons; the last one stands.
	const asked = '?words=said.words';
	for (let i = 0; i < 40; i += 8) {
		const proposal = await propose(ann, asked);
		tally('reason', await sam.send(proposal, `${proposal}/refuse`, { reason: [...hostile.slice(i, i + 8).map((t) => [...t].slice(0, 45).join('')).join(' ')].slice(0, 390).join('') }));
		counts.proposal = proposal;
	}
	counts.open = await propose(ann, asked);
	return { counts, coded };
}

export async function propose(hand, asked) {
	const draft = await hand.get(`${on}/release/draft${asked}`);
	const value = (name) => plain(new RegExp(`name="${name}" value="([^"]*)"`).exec(draft.text)?.[1] ?? '');
	const action = `${on}/release/propose`;
	const fields = { print: value('print') };
	for (const name of ['words', 'since']) if (value(name)) fields[name] = value(name);
	const reply = await hand.post(action, hand.token(draft.text, action), fields);
	if (reply.status !== 303) throw new Error(`no proposal: ${draft.status} ${reply.status} ${draft.text.replace(/<[^>]*>/g, ' ').slice(0, 1500)}`);
	return reply.to;
}
