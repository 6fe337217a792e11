/*
 * Fuzz target: contributions of phones in a room, what they post and the records made of it, and
 * the line of results that the door reads.  What is taken comes back as itself.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/live/room.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static const struct idea_choice ideas[] = { { 0xa1, "one" },
					    { 0xb2, "two" },
					    { 0xc3, "three" } };

/* The guide is read once. */
static const struct agenda *
fuzz_agenda(void)
{
	static struct arena *kept;
	static struct agenda *agenda;

	if (!agenda) {
		kept = arena_new(0);
		agenda = agenda_try(kept);
	}
	return agenda;
}

static void
comes_back(const struct contribution *c, const struct step *s, struct arena *a)
{
	struct contribution again;
	SCOPED(buf) once = { 0 };
	SCOPED(buf) twice = { 0 };

	contribution_write(c, &once);
	if (once.len > contribution_most())
		die("a record of %zu bytes", once.len);
	if (!contribution_parse(once.data, once.len, s, &again, a))
		die("what was written is not read");
	contribution_write(&again, &twice);
	if (twice.len != once.len || memcmp(twice.data, once.data, once.len) != 0)
		die("a record changes on its way");
}

static void
try_step(const struct agenda *agenda, const struct step *s, const uint8_t *data,
	 size_t len, struct arena *a)
{
	struct contribution c, out[NOTES_EACH];
	struct pairs fields;
	const char *field;
	unsigned count;

	if (contribution_parse(data, len, s, &c, a))
		comes_back(&c, s, a);
	if (pairs_read(&fields, (const char *)data, len, a) != PAIRS_OK ||
	    contribution_read(agenda, s, ideas, ARRAY_LEN(ideas), &fields, out, &count,
			      &field, a) != CONTRIBUTION_OK)
		return;
	for (unsigned i = 0; i < count; i++)
		comes_back(&out[i], s, a);
}

static void
try_shown(const uint8_t *data, size_t len, struct arena *a)
{
	struct shown s, again;
	SCOPED(buf) once = { 0 };
	SCOPED(buf) twice = { 0 };

	if (!shown_read((const char *)data, len, &s, a))
		return;
	shown_write(&s, &once);
	if (!shown_read(once.data, once.len, &again, a))
		die("a line of results that was written is not read");
	shown_write(&again, &twice);
	if (twice.len != once.len || memcmp(twice.data, once.data, once.len) != 0)
		die("a line of results changes on its way");
	shown_forget(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct agenda *agenda = fuzz_agenda();
	struct arena *a = arena_new(0);

	for (unsigned i = 1; i <= agenda->count; i++)
		try_step(agenda, agenda_step(agenda, i), data, len, a);
	try_shown(data, len, a);
	arena_free(a);
	return 0;
}
