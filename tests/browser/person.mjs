// People who answer any form at all: by keys alone, by touch, or by clicking.  What they choose
// follows from their temper (`first` or `last`) and from the fields, never from the language
// or from the way they answer.
// SPDX-License-Identifier: AGPL-3.0-or-later

const words = {
	first: 'Somebody to talk to, & a <b>plan</b>',
	last: 'Ring back.\nمرحبا — diolch',
};

// The fields of a page, in order, with what this person does to them.  Radios and checkboxes are
// groups by name; a menu or a box is a field of its own.
export async function intend(page, temper, turn) {
	const fields = await page.evaluate(() => [...document.querySelectorAll('main form input, main form select, main form textarea')]
		.filter((e) => e.type !== 'hidden' && e.id !== 'Saved')
		.map((e) => ({
			kind: e.tagName === 'SELECT' ? 'menu' : e.type === 'radio' || e.type === 'checkbox' ? e.type : 'text',
			name: e.name, value: e.value, id: e.id, most: Number(e.maxLength), numeric: e.inputMode === 'numeric',
			places: e.tagName === 'SELECT' ? e.options.length - 1 : 0,
		})));
	const wishes = new Map();
	const groups = new Map();
	for (const field of fields) {
		if (field.kind !== 'radio' && field.kind !== 'checkbox') continue;
		if (!groups.has(field.name)) groups.set(field.name, []);
		groups.get(field.name).push(field);
	}
	for (const [name, all] of groups) {
		const real = all.filter((f) => f.value !== 'no_answer');
		let choice = temper === 'first' ? real[0] : real[real.length - 1];
		if (name === 'another') choice = all.find((f) => f.value === (temper === 'first' || turn === 0 ? 'yes' : 'no'));
		// A box that stands beside "Prefer not to say" alone is typed into.
		if (choice) wishes.set(choice.id, { ...choice, group: all.map((f) => f.id) });
	}
	const year = new Date().getFullYear() - 1;
	for (const field of fields) {
		if (field.kind === 'menu') {
			const same = fields.filter((f) => f.kind === 'menu' && f.name.split('.')[0] === field.name.split('.')[0]);
			const place = same.indexOf(field) + 1;
			// Two places are enough: some ranks take no more.
			if (place <= Math.min(2, field.places)) wishes.set(field.id, { ...field, choose: temper === 'first' ? place : Math.min(2, field.places) + 1 - place });
		} else if (field.kind === 'text') {
			let text = words[temper];
			if (field.name.endsWith('.month')) text = '11';
			else if (field.name.endsWith('.year')) text = String(year);
			else if (field.numeric) text = '3';
			else if (field.name.endsWith('_other') && !wishes.has(field.id.replace(/_other$/, '-other'))) continue;
			else if (field.most > 0 && field.most < 100) text = text.slice(0, 20).replace(/\n/g, ' ');
			wishes.set(field.id, { ...field, text });
		}
	}
	return wishes;
}

// Where the focus is.
const focus = () => {
	const e = document.activeElement;
	// the ring is around the whole row: a choice's label
	const ring = e && [e, e.closest('label')].filter(Boolean).map((f) => getComputedStyle(f));
	const box = e && e.getBoundingClientRect();
	return e && { tag: e.tagName, type: e.type, id: e.id, name: e.name, value: e.value,
		seen: ring.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0),
		there: box.width > 0 && box.height > 0 };
};

// By keys alone: Tab through the page, Space and arrows to choose, Enter on the button named by
// its value.  Gives a complaint, or nothing.
export async function by_keys(page, wishes, go) {
	let troubles = [];
	let last = '';
	await page.locator('body').evaluate((e) => e.ownerDocument.activeElement?.blur());
	for (let i = 0; i < 400; i++) {
		await page.keyboard.press('Tab');
		const at = await page.evaluate(focus);
		if (!at || at.tag === 'BODY') {
			if (last === 'BODY') break;
			last = 'BODY';
			continue;
		}
		last = at.tag;
		if (!at.there) continue;
		if (!at.seen) troubles.push(`the focus is not seen on ${at.tag} ${at.id || at.value}`);
		if (at.tag === 'BUTTON' && at.name === 'go' && at.value === go) {
			await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
			return troubles;
		}
		if (at.type === 'radio') {
			const wish = [...wishes.values()].find((w) => w.group?.includes(at.id) && w.kind === 'radio');
			if (!wish) continue;
			// Tab enters a group at its first choice; arrows move on and choose.
			const from = wish.group.indexOf(at.id);
			const to = wish.group.indexOf(wish.id);
			await page.keyboard.press('Space');
			for (let step = from; step < to; step++) await page.keyboard.press('ArrowDown');
			for (let step = from; step > to; step--) await page.keyboard.press('ArrowUp');
			continue;
		}
		const wish = wishes.get(at.id);
		if (!wish) continue;
		if (wish.kind === 'checkbox') await page.keyboard.press('Space');
		else if (wish.kind === 'menu') for (let step = 0; step < wish.choose; step++) await page.keyboard.press('ArrowDown');
		else await page.keyboard.insertText(wish.text);
	}
	troubles.push(`no button "${go}" can be reached by Tab`);
	return troubles;
}

// By touch, or by clicking where a finger cannot be: labels are pressed, as people do.
export async function by_pointer(page, wishes, go, press) {
	for (const [id, wish] of wishes) {
		const field = page.locator(`[id="${id}"]`);
		if (!await field.isVisible()) continue; // a follow-up that is not open
		if (wish.kind === 'radio' || wish.kind === 'checkbox') await press(page.locator('label').filter({ has: field }));
		else if (wish.kind === 'menu') await field.selectOption({ index: wish.choose });
		else await field.fill(wish.text);
	}
	const button = page.locator(`main button[name="go"][value="${go}"]:not([tabindex="-1"])`).first();
	await Promise.all([page.waitForEvent('load'), press(button)]);
	return [];
}
