/* Lets the wall and the facilitator's page follow.  Everything works without it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
"use strict";
(function () {
	const ended = "This page has stopped following, because you are signed out. " +
		"Sign in at the desk to go on.";
	/* Never under somebody's hand: typing, an opened box, or a pointer on its buttons. */
	function busy(area) {
		const at = document.activeElement;
		return (area.contains(at) && at.matches("textarea, input, select")) ||
			area.querySelector("details[open] textarea") ||
			(area.querySelector("button") && area.matches(":hover"));
	}
	function put(area, text) {
		const at = document.activeElement;
		const value = area.contains(at) && at.value;
		const open = Array.from(area.querySelectorAll("details"), (d) => d.open);
		area.innerHTML = text;
		area.querySelectorAll("details").forEach((d, i) => { d.open = open[i] || false; });
		if (value)
			for (const button of area.querySelectorAll("button"))
				if (button.value === value)
					button.focus();
	}
	function follow(area) {
		const every = Number(area.dataset.every) || 1000;
		let tag = "", held = null, failed = 0;
		function again(wait) {
			setTimeout(look, wait || (document.hidden ? 4 * every : every));
		}
		function stop() {
			area.textContent = ended;
			area.removeAttribute("data-late");
		}
		function take(text) {
			failed = 0;
			area.removeAttribute("data-late");
			if (text !== null)
				held = text;
			if (held !== null && !busy(area)) {
				put(area, held);
				held = null;
			}
			again();
		}
		function look() {
			fetch(area.dataset.follow, {
				redirect: "manual",
				headers: tag ? { "If-None-Match": tag } : {}
			}).then(function (reply) {
				if (reply.status === 304)
					return take(null);
				if (reply.status >= 500 || reply.status === 429)
					throw reply;
				if (!reply.ok)
					return stop();
				tag = reply.headers.get("ETag") || "";
				return reply.text().then(take);
			}).catch(function () {
				/* The desk is started again, or the network is away: it is asked on. */
				if (++failed > 4)
					area.setAttribute("data-late", "");
				again(every * Math.min(failed, 10));
			});
		}
		again();
	}
	document.querySelectorAll("[data-follow]").forEach(follow);
})();
