/*
 * Codes by which recipients know each other's ticks and notes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/vouch.h"

/* The code of a body, from one recipient to another. */
static bool
code_make(const struct survey *survey, const struct secret_key *key, const char *label,
	  const struct recipient *from, const struct recipient *to, const void *body,
	  size_t len, unsigned char out[SEAL_HASH], struct err *err)
{
	unsigned char shared[SEAL_KEY];
	SCOPED(buf) all;

	buf_init(&all, 0);
	if (!secret_key_shared(key, from, to, label, shared, err))
		return false;
	buf_put(&all, survey->name, strlen(survey->name) + 1);
	buf_put(&all, body, len);
	seal_hash(out, all.data, all.len, shared, sizeof(shared));
	secret_wipe(shared, sizeof(shared));
	secret_wipe(all.data, all.room);
	return true;
}

bool
vouch_put(const struct survey *survey, const struct secret_key *key, const char *label,
	  struct buf *body, struct err *err)
{
	struct recipient list[SEAL_RECIPIENTS], who;
	unsigned char code[SEAL_HASH];
	size_t len = body->len;

	secret_key_public(key, &who);
	survey_recipients(survey, list);
	buf_u8(body, survey->recipient_count);
	for (unsigned i = 0; i < survey->recipient_count; i++) {
		if (!code_make(survey, key, label, &who, &list[i], body->data, len, code,
			       err))
			return false;
		buf_put(body, code, sizeof(code));
	}
	return true;
}

static int
recipient_at(const struct survey *survey, const struct recipient *r)
{
	for (unsigned i = 0; i < survey->recipient_count; i++)
		if (memcmp(survey->recipients[i].key, r->key, SEAL_PUBLIC) == 0)
			return (int)i;
	return -1;
}

bool
vouch_right(const struct survey *survey, const struct secret_key *key, const char *label,
	    const struct recipient *who, const void *body, size_t len, struct cut *c)
{
	struct recipient me;
	const unsigned char *codes;
	unsigned char code[SEAL_HASH];
	unsigned n = cut_u8(c);
	int mine;

	secret_key_public(key, &me);
	mine = recipient_at(survey, &me);
	if (n != survey->recipient_count || mine < 0 || recipient_at(survey, who) < 0)
		return false;
	codes = cut_bytes(c, (size_t)n * SEAL_HASH);
	return codes && cut_done(c) &&
	       code_make(survey, key, label, who, &me, body, len, code, NULL) &&
	       secret_same(code, codes + (size_t)mine * SEAL_HASH, SEAL_HASH);
}
