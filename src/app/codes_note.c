/*
 * Notes of coders: sealed, and read back.  In a box that is sealed to all recipients of the
 * survey:
 *
 *   version 1      1 byte
 *   kind           1 byte: enum code_note
 *   who            32 bytes: the public key of the recipient who wrote it
 *   length         4 bytes, and so many bytes of JSON: "codebook 1" or "codings 1"
 *   n, n codes     as vouch.h has them
 *
 * Padded to whole 16 KiB.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/codes_note.h"
#include "app/vouch.h"

enum {
	VERSION = 1,
	HEAD = 1 + 1 + SEAL_PUBLIC + 4,
	STEP = 16 * 1024,
};

static const char label[] = "canvass note 1";

static const char *const note_names[NOTE__COUNT] = {
	[NOTE_BOOK] = "the codebook",
	[NOTE_FIRST] = "what the first coder decided",
	[NOTE_SECOND] = "what the second coder decided",
	[NOTE_SETTLED] = "what was settled",
};

static void
about_notes(const struct survey *survey, enum code_note kind, char *out, size_t size)
{
	snprintf(out, size, "note %u %s", (unsigned)kind, survey->name);
}

bool
note_seal(const struct survey *survey, const struct secret_key *key, enum code_note kind,
	  const struct buf *body, struct code_sealed *out, struct arena *a,
	  struct err *err)
{
	struct recipient list[SEAL_RECIPIENTS], who;
	char about[SURVEY_NAME + 32];
	SCOPED(buf) clear;
	size_t padded;
	unsigned char *sealed;
	bool good;

	buf_init(&clear, 0);
	secret_key_public(key, &who);
	survey_recipients(survey, list);
	about_notes(survey, kind, about, sizeof(about));
	buf_u8(&clear, VERSION);
	buf_u8(&clear, kind);
	buf_put(&clear, who.key, SEAL_PUBLIC);
	buf_u32(&clear, (uint32_t)body->len);
	buf_put(&clear, body->data, body->len);
	good = vouch_put(survey, key, label, &clear, err);
	padded = (clear.len + STEP - 1) / STEP * STEP;
	sealed = arena_array(a, unsigned char, box_size(padded, survey->recipient_count));
	good = good && box_seal(sealed, padded, clear.data, clear.len, about, list,
				survey->recipient_count, err);
	secret_wipe(clear.data, clear.room);
	if (good)
		*out = (struct code_sealed){
			.bytes = sealed, .len = box_size(padded, survey->recipient_count)
		};
	return good;
}

/* What is inside, if a recipient wrote it, it is of this kind, and whole. */
static bool
body_right(const struct buf *clear, const struct survey *survey,
	   const struct secret_key *key, enum code_note kind, const char **out_text,
	   size_t *out_len)
{
	struct cut c = cut_from(clear->data ? clear->data : "", clear->len);
	unsigned version = cut_u8(&c), of = cut_u8(&c);
	const unsigned char *who = cut_bytes(&c, SEAL_PUBLIC), *text;
	struct recipient by;
	size_t len = cut_u32(&c);

	text = cut_bytes(&c, len);
	if (c.bad || version != VERSION || of != kind)
		return false;
	memcpy(by.key, who, SEAL_PUBLIC);
	*out_text = (const char *)text;
	*out_len = len;
	return vouch_right(survey, key, label, &by, clear->data, HEAD + len, &c);
}

bool
note_open(const struct survey *survey, const struct secret_key *key, enum code_note kind,
	  const struct code_sealed *sealed, struct buf *out, struct err *err)
{
	char about[SURVEY_NAME + 32];
	struct buf clear;
	const char *text;
	size_t len;
	bool good;

	about_notes(survey, kind, about, sizeof(about));
	buf_init(&clear, 0);
	/* Room for all of it at once: a buffer that grows leaves clear bytes behind. */
	buf_put(&clear, sealed->bytes, sealed->len);
	buf_clear(&clear);
	good = box_recipients(sealed->bytes, sealed->len) == survey->recipient_count ||
	       err_set(err, ERR_INPUT, "it is no note of %s", survey->name);
	good = good && box_open(sealed->bytes, sealed->len, about, key, &clear, err);
	good = good && (body_right(&clear, survey, key, kind, &text, &len) ||
			err_set(err, ERR_INPUT,
				"it was not written by a recipient of %s, or is damaged",
				survey->name));
	if (good)
		buf_put(out, text, len);
	secret_wipe(clear.data, clear.room);
	buf_free(&clear);
	return good || err_add(err, "%s cannot be believed", note_names[kind]);
}
