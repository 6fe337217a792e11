/*
 * Notes of coders: every recipient reads them, nobody else; and none can be made with public keys
 * alone, in another's name, put in another note's place, moved to another survey, cut or altered.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/codes_note.h"
#include "tests/unit/app/tick_made.h"

#include "tests/tap.h"

enum { STEP = 16 * 1024, HEAD = 1 + 1 + SEAL_PUBLIC + 4 };

static struct secret_key *keys[MADE_KEYS];
static struct survey survey;
static struct arena *arena;

static struct code_sealed
sealed_by(size_t who, enum code_note kind, const char *text, const struct survey *of)
{
	struct code_sealed sealed = { NULL, 0 };
	struct err err = { 0 };
	SCOPED(buf) body;

	buf_init(&body, 0);
	buf_puts(&body, text);
	if (!note_seal(of, keys[who], kind, &body, &sealed, arena, &err))
		die("%s", err.text);
	return sealed;
}

/* What a key reads; NULL: nothing, and why is in err. */
static const char *
opened(size_t who, enum code_note kind, struct code_sealed sealed, struct err *err)
{
	const char *text;
	SCOPED(buf) out;

	buf_init(&out, 0);
	buf_puts(&out, "=");
	if (!note_open(&survey, keys[who], kind, &sealed, &out, err))
		return str_same(out.data, "=") ? NULL : "something";
	text = arena_str(arena, out.data);
	return text;
}

static void
there_and_back(void)
{
	struct code_sealed one = sealed_by(1, NOTE_FIRST, "said", &survey), long_one;
	char *text = arena_alloc(arena, STEP + 1, 1);
	struct err err = { 0 };

	for (size_t i = 0; i < MADE_RECIPIENTS; i++)
		is_str(opened(i, NOTE_FIRST, one, &err), "=said",
		       "recipient %zu reads it", i);
	ok(!opened(3, NOTE_FIRST, one, &err) && err.code == ERR_DENIED,
	   "a stranger does not: %s", err.text);
	is_int((long long)one.len, (long long)box_size(STEP, MADE_RECIPIENTS),
	       "four letters take 16 KiB");
	memset(text, 'x', 12000);
	long_one = sealed_by(1, NOTE_FIRST, text, &survey);
	is_int((long long)long_one.len, (long long)one.len, "12,000 letters, too");
	memset(text, 'x', STEP);
	long_one = sealed_by(1, NOTE_FIRST, text, &survey);
	is_int((long long)long_one.len, (long long)box_size(2 * STEP, MADE_RECIPIENTS),
	       "16 KiB of them take 32");
	is_int((long long)strlen(opened(0, NOTE_FIRST, long_one, &err)), STEP + 1,
	       "and come back");
}

static void
altered(void)
{
	struct code_sealed one = sealed_by(0, NOTE_FIRST, "said", &survey), cut = one;
	unsigned char *bytes = arena_alloc(arena, one.len, 1);
	struct survey other = survey;
	struct err err = { 0 };
	size_t good = 0;

	memcpy(bytes, one.bytes, one.len);
	one.bytes = bytes;
	for (size_t i = 0; i < one.len; i += i < 1000 ? 1 : 97) {
		bytes[i] ^= 0x20;
		good += opened(1, NOTE_FIRST, one, &err) != NULL;
		bytes[i] ^= 0x20;
	}
	is_int((long long)good, 0, "every byte counts");
	ok(opened(1, NOTE_FIRST, one, &err) != NULL, "as it was it opens");
	ok(!opened(1, NOTE_SECOND, one, &err) && err.code == ERR_INPUT,
	   "in another's place it does not: %s", err.text);
	ok(!opened(1, NOTE_BOOK, one, &err), "nor as a codebook");
	cut.len--;
	ok(!opened(1, NOTE_FIRST, cut, &err) && err.code == ERR_INPUT, "one that is cut");
	cut.len = 0;
	ok(!opened(1, NOTE_FIRST, cut, &err) && err.code == ERR_INPUT, "none at all");
	snprintf(other.name, sizeof(other.name), "quip@w2");
	ok(!opened(1, NOTE_FIRST, sealed_by(0, NOTE_FIRST, "said", &other), &err),
	   "of another survey");
}

/* The clear bytes of a note, sealed anew as anybody can who knows the public keys. */
static struct code_sealed
sealed_anew(const struct buf *clear, const char *about)
{
	size_t len = box_size(STEP, MADE_RECIPIENTS);
	struct recipient list[SEAL_RECIPIENTS];
	unsigned char *box = arena_alloc(arena, len, 1);
	struct err err = { 0 };

	survey_recipients(&survey, list);
	if (!box_seal(box, STEP, clear->data, clear->len, about, list, MADE_RECIPIENTS,
		      &err))
		die("%s", err.text);
	return (struct code_sealed){ .bytes = box, .len = len };
}

static void
clear_of(size_t who, struct code_sealed note, struct buf *out)
{
	struct err err = { 0 };

	buf_clear(out);
	if (!box_open(note.bytes, note.len, "note 1 quip@w1", keys[who], out, &err))
		die("%s", err.text);
}

static void
forged(void)
{
	struct code_sealed one = sealed_by(0, NOTE_FIRST, "said", &survey);
	struct survey wider = survey;
	struct err err = { 0 };
	SCOPED(buf) clear;

	buf_init(&clear, 0);
	clear_of(1, one, &clear);
	ok(opened(1, NOTE_FIRST, sealed_anew(&clear, "note 1 quip@w1"), &err) != NULL,
	   "the same sealed again is the same note: %s", err.text);
	ok(!opened(1, NOTE_SECOND, sealed_anew(&clear, "note 2 quip@w1"), &err),
	   "but for another place it is none: %s", err.text);
	clear.data[1] = NOTE_SECOND;
	ok(!opened(1, NOTE_SECOND, sealed_anew(&clear, "note 2 quip@w1"), &err),
	   "even if it says so itself");
	clear.data[1] = NOTE_FIRST;
	clear.data[HEAD] ^= 1;
	ok(!opened(1, NOTE_FIRST, sealed_anew(&clear, "note 1 quip@w1"), &err) &&
		   err.code == ERR_INPUT && strstr(err.text, "cannot be believed"),
	   "made with public keys alone, with other words: %s", err.text);
	/* A stranger who writes as if he were a recipient, and then in a recipient's name. */
	clear_of(1, sealed_by(3, NOTE_FIRST, "said", &wider), &clear);
	ok(!opened(1, NOTE_FIRST, sealed_anew(&clear, "note 1 quip@w1"), &err),
	   "a stranger's is none");
	memcpy(clear.data + 2, survey.recipients[0].key, SEAL_PUBLIC);
	ok(!opened(1, NOTE_FIRST, sealed_anew(&clear, "note 1 quip@w1"), &err),
	   "nor in a recipient's name");
	clear_of(1, sealed_by(2, NOTE_FIRST, "said", &survey), &clear);
	memcpy(clear.data + 2, survey.recipients[0].key, SEAL_PUBLIC);
	ok(!opened(1, NOTE_FIRST, sealed_anew(&clear, "note 1 quip@w1"), &err),
	   "nor can one recipient write in another's name to a third");
}

int
main(void)
{
	seal_start();
	arena = arena_new(0);
	made_keys(keys, &survey);
	there_and_back();
	altered();
	forged();
	for (size_t i = 0; i < MADE_KEYS; i++)
		secret_key_free(keys[i]);
	arena_free(arena);
	return tap_done();
}
