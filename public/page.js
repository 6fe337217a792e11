/* Small help at the door where the setting `scripts` allows it.  No page needs it. */
/* Inlined, squeezed by tools/squeeze: a comment ends on its line, a statement with its mark. */
/* A page brings the parts that it uses: "only with" begins one, "always" ends it (tools/parts). */
/* Nothing anybody typed comes in here; at most 1,500 bytes once squeezed. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
{
	const all = (what) => document.querySelectorAll(what);
	/* What was answered stands in the page alone.  On the first page nothing is lost. */
	let unsent = all("[type=hidden][name=draft]")[0] && !all("[hreflang]")[0];
	/* only with [type=checkbox] */
	const alone = (box) => box.value == "no_answer" || "alone" in box.dataset;
	/* only with textarea */
	let timer;
	/* A counter that speaks at each key would drown the words: it waits for a pause. */
	const count = (box) => {
		let words = box.nextElementSibling;
		if (!words || !words.matches("[aria-live]")) {
			words = document.createElement("p");
			words.className = "hint";
			words.setAttribute("aria-live", "polite");
			box.after(words);
		}
		clearTimeout(timer);
		timer = setTimeout(() => {
			words.textContent = box.dataset.left.replace("{1}", box.maxLength - box.value.length);
		}, 500);
	};
	/* always */
	addEventListener("input", (event) => {
		const field = event.target;
		unsent = 1;
		/* only with [type=checkbox] */
		if (field.type == "checkbox" && field.checked) {
			all(`[name="${field.name}"]`).forEach((other) => {
				if (other != field && (alone(field) || alone(other))) {
					other.checked = 0;
				}
			});
		}
		/* only with textarea */
		if (field.dataset.left) {
			count(field);
		}
		/* always */
	});
	addEventListener("submit", () => {
		unsent = 0;
	});
	addEventListener("beforeunload", (event) => {
		if (unsent) {
			event.preventDefault();
			event.returnValue = 1;
		}
	});
	/* only with .exit */
	/* The page goes at once, and out of the way back; what was visited before stays. */
	addEventListener("click", (event) => {
		const link = event.target.closest(".exit a");
		if (link) {
			event.preventDefault();
			unsent = 0;
			document.body.hidden = 1;
			location.replace(link.href);
		}
	});
	/* always */
}
