/*
 * Our own words on a page: their holes are filled, and nothing in them is markup.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/tap.h"
#include "web/words.h"

static void
put_is(struct html *h, const char *want, const char *what)
{
	size_t len;

	is_str(html_bytes(h, &len), want, "%s", what);
	html_free(h);
}

int
main(void)
{
	static const char *own[WORD__COUNT] = {
		[WORD_UP_TO] = "<{1}> {1|one=<znak>|other=<znaki>}",
	};
	struct speech english = speech_of(NULL, 0), welsh = speech_of(NULL, 1);
	struct speech brought = { .code = "pl", .own = own };
	struct html *h = html_new(0);

	word_put_num(h, WORD_PROGRESS, &english, 3, 12);
	put_is(h, "Question 3 of about 12", "figures are filled in");
	h = html_new(0);
	word_put_num(h, WORD_PROGRESS, &welsh, 3, 12);
	put_is(h, "Cwestiwn 3 o tua 12", "in Welsh too");
	h = html_new(0);
	word_put(h, WORD_WHY, &english, "<b>{1}", NULL);
	put_is(h, "Why we ask: &lt;b&gt;{1}", "and words, as text");
	h = html_new(0);
	word_put_num(h, WORD_UP_TO, &english, 1, 0);
	put_is(h, "You can write up to 1 character.", "one character");
	h = html_new(0);
	word_put_num(h, WORD_UP_TO, &brought, 1, 0);
	put_is(h, "&lt;1&gt; &lt;znak&gt;", "a form's own words are no markup");
	return tap_done();
}
