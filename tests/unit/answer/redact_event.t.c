/*
 * An event, a place and a time close together, and what is less than that.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact.h"
#include "tests/tap.h"

static const struct {
	const char *text;
	bool event;
} cases[] = {
	{ "", false },
	{ "The stabbing at the petrol station last weekend was awful.", true },
	{ "I was assaulted outside the shop on Saturday", true },
	{ "on saturday there was a robbery inside our local shop", true },
	{ "Yesterday somebody got stabbed near the school.", true },
	{ "the riot in Leeds on 3rd March", true },
	{ "that night we had a house fire in the flat", true },
	{ "THE STABBING AT THE PETROL STATION LAST WEEKEND", true },
	{ "the stabbing at the petrol\nstation last\nweekend", true },
	/* one of the three is missing */
	{ "The stabbing at the petrol station", false },
	{ "The stabbing last weekend", false },
	{ "The queue at the petrol station last weekend", false },
	{ "I was assaulted and nobody asked me about it", false },
	/* nothing that points */
	{ "Assaults in custody happen on every night shift", false },
	{ "After an assault I sat in the station", false },
	{ "an assault on a rest day, at the station", false },
	/* too far apart: 26 words */
	{ "The stabbing was a b c d e f g h i j k l m n o p q r s t at the petrol station last "
	  "weekend",
	  false },
};

int
main(void)
{
	const struct redact_options options = { .strict = false };
	struct redactor *r = redactor_new(&options, NULL);
	struct arena *a = arena_new(0);

	if (!r)
		die("no redactor");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *text = cases[i].text;

		is_int(redact_text(r, text, strlen(text), a).event, cases[i].event, "%s",
		       text);
	}
	redactor_free(r);
	arena_free(a);
	return tap_done();
}
