/*
 * One request's header: hosts, as they stand and with blanks round them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/tap.h"
#include "web/machine.h"

static void
hosts(void)
{
	static const struct {
		const char *value;
		unsigned status;
	} rows[] = {
		{ "survey.example", 0 },
		{ "Survey.Example", 0 },
		{ "survey.example ", 0 },
		{ "survey.example\t \t", 0 },
		{ "localhost:8080", 0 },
		{ "survey.example.", 421 },
		{ "survey.example x", 421 },
		{ "survey.exampl", 421 },
		{ "", 421 },
		{ "  ", 421 },
		{ "survey.example\v", 400 },
	};
	const struct door_settings settings = { .url = "http://127.0.0.1:8080",
						.address = "127.0.0.1",
						.hosts = { "survey.example" },
						.host_count = 1 };
	struct header_facts ends = { 0 };
	struct host_list list;

	hosts_fill(&list, &settings, 8080);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct header_facts facts = { 0 };

		header_look(&facts, &list, "Host", 4, rows[i].value,
			    strlen(rows[i].value));
		is_int(header_verdict(&facts, METHOD_GET, 0), rows[i].status,
		       "Host: \"%s\"", rows[i].value);
	}
	header_look(&ends, &list, "Host", 4, "survey.example\0 ", 16);
	is_int(header_verdict(&ends, METHOD_GET, 0), 400, "a NUL is never trimmed away");
}

int
main(void)
{
	hosts();
	return tap_done();
}
