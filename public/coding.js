/* Keys for the coding page, while one is in the comment or its themes.  All works without it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
"use strict";
(function () {
	const area = document.getElementById("coding");
	const hint = document.getElementById("keys");
	if (!area)
		return;
	const form = area.querySelector("form");
	const boxes = new Map();
	for (const box of form.querySelectorAll("input[data-key]"))
		boxes.set(box.dataset.key, box);
	const none = boxes.get("0");
	if (hint)
		hint.hidden = false;
	/* An error's box has been given the focus already: it is to be read first. */
	if (!document.querySelector("[autofocus]"))
		area.focus({ preventScroll: true });

	form.addEventListener("change", function (event) {
		if (!none || !event.target.checked)
			return;
		if (event.target === none)
			for (const box of boxes.values())
				box.checked = box === none;
		else
			none.checked = false;
	});
	function go(rel) {
		const link = document.querySelector("a[rel=" + rel + "]");
		if (link)
			link.click();
	}
	area.addEventListener("keydown", function (event) {
		if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
			return;
		const key = event.key.toLowerCase();
		if (key === "enter" && (event.target === area || event.target.type === "checkbox"))
			form.requestSubmit(form.querySelector("button[name=go]"));
		else if (boxes.has(key))
			boxes.get(key).click();
		else if (key === "j" || key === "k")
			go(key === "j" ? "next" : "prev");
		else
			return;
		event.preventDefault();
	});
})();
