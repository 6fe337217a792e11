/*
 * What lies in the store of one step of a room, opened with the room's key: a line for each
 * contribution, "ID<TAB>TURN<TAB>VALUE", by id.  The value: words as typed, the number of a vote's
 * option, a scorecard's options + 1 one after the other, ideas with a comma between; "-": taken
 * back.
 *
 *	said WORKSPACE ROOM STEP KEY PASSPHRASE-FILE
 *
 * For tests that know what phones were thanked for.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>

#include "live/live.h"
#include "seal/seal.h"
#include "store/read.h"
#include "store/room.h"

enum { LINES_MOST = 8000, FILE_MOST = 4096 };

struct reading {
	const struct step *step;
	const struct secret_key *key;
	struct arena *arena;
	const char *lines[LINES_MOST];
	size_t count;
	char about[SURVEY_NAME + 20];
};

static size_t
read_whole(const char *path, char out[FILE_MOST])
{
	FILE *f = fopen(path, "rb");
	size_t len;

	if (!f)
		die("%s cannot be read", path);
	len = fread(out, 1, FILE_MOST - 1, f);
	fclose(f);
	out[len] = '\0';
	return len;
}

static struct secret_key *
key_of(const char *path, const char *pass_path)
{
	char text[FILE_MOST], pass[FILE_MOST];
	struct err err = { 0 };
	size_t len = read_whole(path, text), pass_len = read_whole(pass_path, pass);
	struct secret_key *key;

	while (pass_len && pass[pass_len - 1] == '\n')
		pass_len--;
	key = key_open(text, len, pass, pass_len, &err);
	if (!key)
		die("%s: %s", path, err.text);
	return key;
}

static const char *
value_of(const struct contribution *c, struct arena *a)
{
	const char *out = "";

	if (c->empty)
		return "-";
	if (c->kind == STEP_WORDS || c->kind == STEP_NOTES)
		return c->text;
	if (c->kind == STEP_SCORECARD)
		for (unsigned i = 0; i < c->statement_count; i++)
			out = arena_printf(a, "%s%u", out, (unsigned)c->marks[i]);
	else if (c->kind == STEP_DOTS)
		for (unsigned i = 0; i < c->dot_count; i++)
			out = arena_printf(a, "%s%s%016llx", out, i ? "," : "",
					   (unsigned long long)c->dots[i]);
	else
		out = arena_printf(a, "%u", c->choice);
	return out;
}

static void
take(void *with, const unsigned char *id, const unsigned char *box, size_t box_len)
{
	struct reading *at = with;
	struct contribution c = { 0 };
	struct err err = { 0 };
	SCOPED(buf) clear = { 0 };
	char hex[2 * ANSWER_ID + 1];

	if (at->count == LINES_MOST)
		die("more than %d contributions", LINES_MOST);
	if (!box_open(box, box_len, at->about, at->key, &clear, &err) ||
	    !contribution_parse(clear.data, clear.len, at->step, &c, at->arena))
		die("a contribution does not open: %s", err.text);
	hex_encode(hex, sizeof(hex), id, ANSWER_ID);
	at->lines[at->count++] = arena_printf(at->arena, "%s\t%u\t%s", hex, c.turn,
					      value_of(&c, at->arena));
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
tell(const char *dir, const char *name, unsigned step, struct reading *at)
{
	struct room *room = arena_one(at->arena, struct room);
	struct err err = { 0 };
	struct store *st = store_open(dir, STORE_READS, &err);
	const struct guide *guide;
	char file[SURVEY_NAME];
	struct agenda agenda;
	struct live *live;

	if (!st || !room_get(st, name, room, at->arena, &err))
		die("%s", err.text);
	guide = agenda_guide(name, room->guide_text, room->guide_len, room->form_text,
			     room->form_len, at->arena, &err);
	if (!guide)
		die("%s", err.text);
	agenda_make(&agenda, guide);
	at->step = agenda_step(&agenda, step);
	room_file(name, step, file);
	room_about(name, step, at->about, sizeof(at->about));
	live = live_open(dir, file, &err);
	if (!at->step || !live || !live_read(live, take, at, &err))
		die("step %u: %s", step, err.text);
	live_close(live);
	store_close(st);
	qsort(at->lines, at->count, sizeof(*at->lines), by_text);
	for (size_t i = 0; i < at->count; i++)
		puts(at->lines[i]);
}

int
main(int argc, char **argv)
{
	static struct reading at;
	struct secret_key *key;
	unsigned long step;

	if (argc != 6 || !str_to_uint(argv[3], AGENDA_STEPS, &step))
		return 64;
	seal_start();
	key = key_of(argv[4], argv[5]);
	at.key = key;
	at.arena = arena_new(0);
	tell(argv[1], argv[2], (unsigned)step, &at);
	arena_free(at.arena);
	secret_key_free(key);
	return 0;
}
